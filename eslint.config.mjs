/** What the house holds to: types, Vue's own rules, accessibility, the layers, and the few calls that have one wrapper. */
import globals from 'globals'
import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import vueParser from 'vue-eslint-parser'

/**
 * @param {string[]} files
 * @param {Array<{ group: string[], message: string }>} patterns
 * @returns {import('typescript-eslint').InfiniteDepthConfigWithExtends}
 */
const layer = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] }
})

const features = [
  'app',
  'builds',
  'connections',
  'containers',
  'engine-settings',
  'history',
  'hub',
  'images',
  'machines',
  'networks',
  'prerequisites',
  'registries',
  'run',
  'settings',
  'tasks',
  'volumes',
  'activity',
  'commands'
]
/**
 * A feature's folder may not import another's: they meet in the contract, and in what all share.
 * @param {string} root
 * @param {Array<{ group: string[], message: string }>} allow
 */
const featureLayers = (root, allow = []) =>
  features.map((feature) =>
    layer(
      [`${root}/features/${feature}/**`],
      [
        ...features
          .filter((other) => other !== feature)
          .map((other) => ({
            group: [`../${other}/*`, `../../features/${other}/*`],
            message: 'Features never import each other.'
          })),
        ...allow
      ]
    )
  )

const noElectron = {
  group: ['**/electron/**', 'electron', 'node:*'],
  message: 'The window never imports the main process, nor Node.'
}
const noRenderer = { group: ['**/renderer/**', 'vue', 'pinia'], message: 'The main process never imports the window.' }

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'coverage/**'] },
  ...tseslint.configs.recommended,
  // A hundred rules that look for Vue have nothing to find elsewhere, and take their time over it.
  ...[...vue.configs['flat/recommended'], ...accessibility.configs['flat/recommended']].map((config) => ({
    ...config,
    files: ('files' in config ? config.files : undefined) ?? ['renderer/**', 'tests/e2e/gallery/**']
  })),
  {
    files: ['renderer/**', 'tests/e2e/gallery/**'],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: tseslint.parser, sourceType: 'module' }
    },
    rules: {
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/require-default-prop': 'off',
      // Prettier writes the templates.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      // A label that wraps its control, or names it by id: either will do.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }]
    }
  },
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': [
        'error',
        { object: 'shell', property: 'openExternal', message: 'Use platform/open-external.' }
      ]
    }
  },
  layer(
    ['contract/**'],
    [
      {
        group: ['**/electron/**', '**/renderer/**', 'electron', 'node:*', 'vue', 'vue-*', 'pinia'],
        message: 'The contract is pure TypeScript.'
      }
    ]
  ),
  layer(['electron/**'], [noRenderer]),
  layer(['renderer/**'], [noElectron]),
  ...featureLayers('electron', [noRenderer]),
  ...featureLayers('renderer', [noElectron]),
  {
    files: ['electron/**'],
    ignores: ['electron/engine/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'dockerode', message: 'Only engine/ talks to dockerode.' },
            { name: 'docker-modem', message: 'Only engine/ talks to dockerode.' }
          ]
        }
      ]
    }
  },
  {
    files: ['electron/**'],
    ignores: ['electron/ipc/bridge.ts', 'electron/preload.ts', 'electron/**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportSpecifier[imported.name=/^ipc(Main|Renderer)$/]',
          message: 'Only ipc/bridge.ts and preload.ts speak IPC.'
        },
        {
          selector: 'CallExpression[callee.name=/^exec(Sync)?$/]',
          message: 'No shell strings: spawn with an argument list.'
        },
        {
          selector: "Property[key.name='shell'][value.value=true]",
          message: 'No shell strings: spawn with an argument list.'
        }
      ]
    }
  },
  { files: ['build/**', 'tests/**', '*.{js,mjs,ts}'], rules: { 'no-console': 'off' } }
)
