import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Effects live in `tasks/core/adapters`; only `pipeline.ts` may load task-lib (its import alone has side effects). */
const taskLib = {
  name: 'azure-pipelines-task-lib',
  message: 'Only core/adapters/pipeline.ts talks to task-lib.',
};
const network = ['node:http', 'node:https', 'node:net', 'node:tls', 'node:fs', 'node:child_process'].map(
  (name) => ({
    name,
    message: 'Effects live in core/adapters.',
  }),
);
const forbid = (...paths) => ({
  'no-restricted-imports': [
    'error',
    { paths, patterns: [{ group: ['azure-pipelines-task-lib/*'], message: taskLib.message }] },
  ],
});

export default tseslint.config(
  { ignores: ['build/', 'dist/', 'node_modules/', 'tests/runtimes/'] },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly', Buffer: 'readonly' },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      eqeqeq: 'error',
    },
  },
  { files: ['tasks/**/*.ts'], rules: forbid(taskLib, ...network) },
  { files: ['tasks/core/adapters/**/*.ts'], rules: forbid(taskLib) },
  { files: ['tasks/core/adapters/pipeline.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // mocha's describe and it are called for their effect; assert.rejects is awaited by its callers.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
