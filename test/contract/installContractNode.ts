import { buildSync } from 'esbuild';
import { join } from 'node:path';

/** The node's type in n8n. */
export const CONTRACT = 'CUSTOM.contract';

/**
 * Puts the contract node where n8n looks for custom nodes. n8n must not be running.
 * @param userFolder n8n's N8N_USER_FOLDER
 */
export function installContractNode(userFolder: string): void {
	buildSync({
		entryPoints: [join(__dirname, 'contractNode.ts')],
		outfile: join(userFolder, '.n8n', 'custom', 'Contract.node.js'),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		external: ['n8n-workflow'],
		logLevel: 'error',
	});
}
