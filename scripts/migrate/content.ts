import { migrateWorkflow } from './migrate';
import { reportText } from './text';
import { MigrationRefused } from './types';

/** What to do with the migrated file. */
export const NEXT_STEPS =
	"Import it as a new workflow in n8n's editor, check it, then unpublish the old workflow. The command n8n import:workflow would overwrite the old workflow.";

/** The result for one file. */
export interface MigratedContent {
	report: string;
	/** Content of the new file; undefined when no node could be converted. */
	content?: string;
}

/**
 * Migrates the content of a file.
 * @param file its name, for messages
 * @throws MigrationRefused when it is not JSON or not a workflow, or has no built-in WhatsApp nodes
 */
export function migrateContent(text: string, file: string): MigratedContent {
	const { workflow, report } = migrateWorkflow(readJson(text, file));
	if (report.nodes.length === 0) {
		const nothing = `'${file}' contains no built-in WhatsApp nodes. There is nothing to convert.`;
		throw new MigrationRefused([nothing, ...report.notices].join('\n'));
	}
	const isConverted = report.nodes.some(({ outcome }) => outcome === 'converted');
	return {
		report: reportText(report),
		...(isConverted && { content: `${JSON.stringify(renamed(workflow), null, 2)}\n` }),
	};
}

/** n8n's longest workflow name, in characters. */
const MAX_NAME = 128;

/** The workflow with a name of its own, so that users can tell it from the old one. */
function renamed(workflow: unknown): unknown {
	const { name } = workflow as { name?: unknown };
	if (typeof name !== 'string' || name === '') return workflow;
	const suffix = ' (migrated)';
	return { ...(workflow as object), name: name.slice(0, MAX_NAME - suffix.length) + suffix };
}

function readJson(text: string, file: string): unknown {
	const json = text.replace(/^\uFEFF/, '');
	if (json.trim() === '') throw new MigrationRefused(`'${file}' is empty.`);
	try {
		return JSON.parse(json) as unknown;
	} catch {
		throw new MigrationRefused(
			`'${file}' is not valid JSON. Download the workflow from n8n's editor (menu > Export JSON, or Download in older versions) and use that file.`,
		);
	}
}

/** Name of the new file: `<name>.migrated.json`. */
export const migratedName = (file: string): string => `${file.replace(/(?!^)\.json$/i, '')}.migrated.json`;
