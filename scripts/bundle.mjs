// Stages the extension in dist/, as tfx packs it and as the tests run it: manifests, icons, and one bundle a phase.
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import taskLibResource from 'azure-pipelines-task-lib/lib-resource.js';

const { messages } = taskLibResource;

const SHIPPED = ['vss-extension.json', 'LICENSE', 'images', 'tasks/pat/task.json', 'tasks/pat/icon.png'];

/**
 * What libraries import and the task never calls: task-lib's finding of files and running of tools, and its messages in
 * other languages, without all of which the task starts faster and cannot start a process at all; and `debug`, by which
 * the proxy agents print whole requests, credential included, to stderr in a job that sets DEBUG. A wrong entry shows
 * at once: the tests run the bundle.
 */
const LEFT_OUT = [
  { module: /^(child_process|minimatch)$|\/toolrunner$/, contents: 'module.exports = {};' },
  { module: /^debug$/, contents: 'module.exports = () => () => {};' },
  {
    module: /\/lib-resource$/,
    contents: `module.exports = { messages: ${JSON.stringify(messages)} };`,
  },
];

const leaveOut = {
  name: 'leave out',
  setup({ onResolve, onLoad }) {
    LEFT_OUT.forEach(({ module: filter, contents }, index) => {
      onResolve({ filter }, () => ({ path: String(index), namespace: 'left-out' }));
      onLoad({ filter: new RegExp(`^${index}$`), namespace: 'left-out' }, () => ({ contents }));
    });
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
writeFileSync('dist/overview.md', marketplacePage(readFileSync('README.md', 'utf8')));

/** README without what only makes sense in the repository: how to try and build it, and links into it. */
function marketplacePage(readme) {
  return readme
    .replace(/^## (Install it|Try it here|More)\n[^]*?(?=^## |$(?![^]))/gm, '')
    .replace(/\[([^\]]+)\]\((?!https:)[^)]+\)/g, '$1')
    .replace(/<!-- .*? -->\n/g, '');
}

const { metafile } = await build({
  metafile: true,
  entryPoints: ['main', 'post', 'clean-up'].map((phase) => `tasks/pat/${phase}.ts`),
  outdir: 'dist/tasks/pat',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
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
