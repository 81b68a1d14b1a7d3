// Loaded by `npm run test:all` before the tests.
process.env.TEST_ALL = 'yes';
