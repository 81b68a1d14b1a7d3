// Runs after every job that has the task, mostly with nothing to do: then nothing but this file is loaded.
if (process.env.VSTS_TASKVARIABLE_EXPORTED) void import('./clean-up.js');
