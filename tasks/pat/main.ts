// First: what the agent handed over is gone from process.env once task-lib is loaded.
import { environment } from '../core/adapters/environment.js';
import { connectAzureDevOps } from '../core/adapters/azure-devops/connect.js';
import { createPipeline } from '../core/adapters/pipeline.js';
import { run } from '../core/run.js';

const pipeline = createPipeline();
const clock = (): Date => new Date();
const azureDevOps = connectAzureDevOps(environment, clock, pipeline.info);

void run(environment, { pipeline, azureDevOps, clock }).then(pipeline.report);
