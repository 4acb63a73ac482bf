const community = require('@n8n/eslint-plugin-community-nodes');

// One configuration for the two plugins that n8n reviews packages with. eslint 9 reads this file
// when ESLINT_USE_FLAT_CONFIG is false: scripts/lint.js sets it.
module.exports = {
	root: true,
	env: { es2022: true, node: true },
	parser: '@typescript-eslint/parser',
	parserOptions: { ecmaVersion: 2022, sourceType: 'module', extraFileExtensions: ['.json'] },
	plugins: ['@n8n/community-nodes', 'n8n-nodes-base'],
	ignorePatterns: [
		'node_modules/',
		'dist/',
		'coverage/',
		'artifacts/',
		'.cache/',
		'hosts/',
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
			files: ['package.json'],
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
		{ files: ['test/**/*.ts', 'scripts/**/*.ts'], rules: { 'no-console': 'off' } },
	],
};
