// A build starts from nothing: compiled tests of sources that are gone would still run.
import { rmSync } from 'node:fs';

for (const folder of ['build', 'dist']) rmSync(folder, { recursive: true, force: true });
