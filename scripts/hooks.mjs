// Points git at .githooks; outside a checkout (an archive, a container) there is nothing to point.
import { spawnSync } from 'node:child_process';

spawnSync('git', ['config', 'core.hooksPath', '.githooks'], { stdio: 'ignore' });
