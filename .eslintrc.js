const community = require('@n8n/eslint-plugin-community-nodes');

// The two plugins that n8n reviews packages with. All other rules are in .oxlintrc.json. eslint 9 reads this file when
// ESLINT_USE_FLAT_CONFIG is false: scripts/lint.js sets it.
module.exports = {
	root: true,
	env: { es2022: true, node: true },
	parser: '@typescript-eslint/parser',
	parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
	plugins: ['@n8n/community-nodes', 'n8n-nodes-base'],
	ignorePatterns: ['**/__schema__/**', '*.node.json'],
	overrides: [
		{
			files: ['package.json'],
			parserOptions: { extraFileExtensions: ['.json'] },
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
	],
};
