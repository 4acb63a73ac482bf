import type { IDataObject } from 'n8n-workflow';
import { templateEntryName } from '../../../nodes/WhatsAppBusinessCloud/templates/entryName';
import { templateForm } from '../../../nodes/WhatsAppBusinessCloud/templates/send';
import { demoTemplates, seedTemplates } from '../../../emulator/src/templates/seed';
import type { Template } from '../../../emulator/src/templates/types';
import { exampleFiles, readExample } from '../../../scripts/n8n/examples';
import type { WorkflowNode } from '../../../scripts/n8n/rest';

interface Form {
	value: Record<string, unknown>;
	schema: Array<{ id: string; displayName: string; required: boolean }>;
}

/** The steps that send a template. */
const steps = exampleFiles().flatMap((file) =>
	readExample(file)
		.nodes.filter(({ parameters }) => 'template' in parameters)
		.map((node) => ({ file, step: node.name, node })),
);

const chosen = ({ parameters }: WorkflowNode) => parameters.template as { mode: string; value: string };

const find = (templates: Template[], node: WorkflowNode): Template | undefined =>
	templates.find(({ name, language }) => `${name}|${language}` === chosen(node).value);

it('finds the steps of the examples that send a template', () => {
	expect(steps.map(({ file, node }) => `${file.split('-')[0]} ${chosen(node).value}`)).toEqual([
		'7 order_update|en_US',
		'8 spring_sale|en_US',
		'11 spring_sale|en_US',
		'12 spring_sale|en_US',
		'15 appointment_reminder|en_US',
		'16 login_code|en_US',
		'18 spring_sale|en_US',
	]);
});

describe.each([
	['the account for demonstrations', demoTemplates()],
	['the account for tests', seedTemplates()],
])('in %s, the template', (_account, templates) => {
	it.each(steps)('of $step in $file is approved, and called as in the list of the form', ({ node }) => {
		const template = find(templates, node);
		expect(template).toMatchObject({ status: 'APPROVED' });
		expect(chosen(node)).toEqual({
			__rl: true,
			mode: 'list',
			value: chosen(node).value,
			cachedResultName: templateEntryName(JSON.parse(JSON.stringify(template)) as IDataObject),
		});
	});

	it.each(steps)('of $step in $file has the fields that the example fills', ({ node }) => {
		const form = templateForm({ ...find(templates, node) });
		const { value, schema } = node.parameters.templateFields as Form;
		expect(schema.map(({ id, displayName, required }) => ({ id, label: displayName, required }))).toEqual(
			form.map(({ id, label, required }) => ({ id, label, required })),
		);
		expect(Object.keys(value)).toEqual(form.map(({ id }) => id));
		const empty = form.filter(({ id, required }) => required && typeof value[id] !== 'string');
		expect(empty.map(({ id }) => id)).toEqual([]);
	});
});
