import { environment } from '../core/adapters/environment.js';
import { emptyVariable } from '../core/adapters/pipeline.js';
import { cleanUp } from '../core/clean-up.js';

cleanUp(environment, emptyVariable);
