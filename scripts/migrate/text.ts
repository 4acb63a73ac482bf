import type { MigrationReport, NodeReport } from './types';

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;

function lines({ workflow, node, outcome, changes, notes, reason }: NodeReport): string[] {
	const title = `'${node}'${workflow === undefined ? '' : ` in workflow '${workflow}'`}`;
	if (outcome === 'left') return [`${title}: not changed`, `  why: ${reason ?? ''}`];
	return [
		`${title}: converted`,
		...changes.map((change) => `  changed: ${change}`),
		...notes.map((note) => `  note: ${note}`),
	];
}

/** The report as text for the terminal. */
export function reportText({ nodes, notices }: MigrationReport): string {
	const converted = nodes.filter(({ outcome }) => outcome === 'converted').length;
	const left = nodes.length - converted;
	return [
		...nodes.flatMap((node) => [...lines(node), '']),
		...notices,
		...(notices.length > 0 ? [''] : []),
		`${count(converted, 'node')} converted, ${left} not changed`,
	].join('\n');
}
