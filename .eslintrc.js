const community = require('@n8n/eslint-plugin-community-nodes');

// One configuration for the two plugins that n8n reviews packages with. eslint 9 reads this file
// when ESLINT_USE_FLAT_CONFIG is false: scripts/lint.js sets it.
module.exports = {
	root: true,
	env: { es2022: true, node: true },
	parser: '@typescript-eslint/parser',
	parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
	plugins: ['@n8n/community-nodes', 'n8n-nodes-base'],
	ignorePatterns: [
		'node_modules/',
		'dist/',
		'coverage/',
		'artifacts/',
		'.cache/',
		'scripts/n8n/installations/',
		'examples/',
		'.eslintrc.js',
		'gulpfile.js',
		'jest.config.js',
		'scripts/*.js',
		'tsconfig*.json',
		'package-lock.json',
		'**/__schema__/**',
		'*.node.json',
	],
	rules: { 'no-console': 'error' },
	overrides: [
		{
			files: ['**/*.ts', '**/*.tsx'],
			extends: [
				'plugin:@typescript-eslint/recommended-type-checked',
				'plugin:@typescript-eslint/stylistic-type-checked',
			],
			parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: __dirname },
			rules: {
				complexity: ['error', 15],
				// A list of anything longer than a name reads better as Array<...>.
				'@typescript-eslint/array-type': ['error', { default: 'array-simple' }],
				// The parameters of a node and the responses of Meta are JSON: every value may be an object, and String() is how it is read.
				'@typescript-eslint/no-base-to-string': 'off',
				// A callback that does nothing is written as an empty one.
				'@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions', 'methods', 'asyncMethods'] }],
				// A property is left out of an object by taking it out with the others; a name that begins with _ is not read.
				'@typescript-eslint/no-unused-vars': [
					'error',
					{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
				],
				// An empty text counts as none given.
				'@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
				// n8n asks for functions that return promises; async turns what they throw into a rejection.
				'@typescript-eslint/require-await': 'off',
			},
		},
		{
			files: ['package.json'],
			parserOptions: { extraFileExtensions: ['.json'] },
			// Not an n8n package.
			excludedFiles: ['emulator/package.json'],
			extends: ['plugin:n8n-nodes-base/community'],
			rules: { ...community.configs.recommended.rules },
		},
		{
			files: ['credentials/**/*.ts'],
			extends: ['plugin:n8n-nodes-base/credentials'],
			rules: {
				...community.configs.recommended.rules,
				'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
				'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
			},
		},
		{
			files: ['nodes/**/*.ts'],
			extends: ['plugin:n8n-nodes-base/nodes'],
			rules: {
				...community.configs.recommended.rules,
				'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
				'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
				'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
			},
		},
		{ files: ['test/**/*.ts', 'scripts/**/*.ts', 'emulator/**/*.ts'], rules: { 'no-console': 'off' } },
		{
			// Their expectations check what JSON holds; jest types the values that it compares with as any.
			files: ['test/**/*.test.ts', 'emulator/test/**/*.test.ts', 'test/unit/**/*.ts', 'test/e2e/groups/*.ts'],
			rules: {
				'@typescript-eslint/no-unsafe-argument': 'off',
				'@typescript-eslint/no-unsafe-assignment': 'off',
				'@typescript-eslint/no-unsafe-call': 'off',
				'@typescript-eslint/no-unsafe-member-access': 'off',
				'@typescript-eslint/no-unsafe-return': 'off',
			},
		},
		{
			// They put a wrong value at any place of a Flow JSON.
			files: ['test/unit/flows/json/*.ts'],
			rules: { '@typescript-eslint/no-explicit-any': 'off' },
		},
	],
};
