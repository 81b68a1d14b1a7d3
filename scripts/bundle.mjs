// Stages the extension in dist/, as tfx packs it and as the tests run it: manifests, icons, and one bundle a phase.
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const SHIPPED = ['vss-extension.json', 'LICENSE', 'images', 'tasks/pat/task.json', 'tasks/pat/icon.png'];

/**
 * What libraries import and the task never calls: task-lib's finding of files and running of tools, without which the
 * task starts faster and cannot start a process at all; and `debug`, by which the proxy agents print whole requests,
 * credential included, to stderr in a job that sets DEBUG. A wrong entry shows at once: the tests run the bundle.
 */
const LEFT_OUT = {
  child_process: 'module.exports = {};',
  debug: 'module.exports = () => () => {};',
  minimatch: 'module.exports = {};',
  q: 'module.exports = {};',
};

const leaveOut = {
  name: 'leave out',
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(${Object.keys(LEFT_OUT).join('|')})$`);
    onResolve({ filter }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: LEFT_OUT[path] }));
  },
};

/** post.js stays apart from what it loads: after most jobs it has nothing to load. */
const splitPost = {
  name: 'split post',
  setup({ onResolve }) {
    onResolve({ filter: /\/clean-up\.js$/ }, ({ importer, path }) =>
      importer.endsWith('post.ts') ? { path, external: true } : undefined,
    );
  },
};

for (const path of SHIPPED) cpSync(path, `dist/${path}`, { recursive: true });
cpSync('README.md', 'dist/overview.md');

const { metafile } = await build({
  metafile: true,
  entryPoints: ['main', 'post', 'clean-up'].map((phase) => `tasks/pat/${phase}.ts`),
  outdir: 'dist/tasks/pat',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [leaveOut, splitPost],
});

/** The licences of the libraries whose code is in a bundle, as those licences ask for. */
function thirdPartyNotices(files) {
  const folders = files.map((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean);
  return [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const text = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    return `${name} ${version}\n${text ? readFileSync(`${folder}/${text}`, 'utf8') : `Licence: ${license}\n`}`;
  });
}

writeFileSync('dist/ThirdPartyNotices.txt', thirdPartyNotices(Object.keys(metafile.inputs)).join('\n\n'));
