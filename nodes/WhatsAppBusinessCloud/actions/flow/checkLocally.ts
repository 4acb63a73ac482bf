import type { IDataObject } from 'n8n-workflow';
import type { Report } from '../../flows/validate';
import { validated, type FlowJsonText } from './flowJson';
import { jsonErrors } from './judgement';

/** The errors of a report, as rows like those that Meta's are made into. */
export const errorsOf = ({ findings }: Report): IDataObject[] =>
	findings.filter(({ level }) => level === 'error') as unknown as IDataObject[];

/** Looks for errors in Flow JSON before it is sent. Loads the validator when it is needed. @throws InputError when there are any */
export async function checkLocally(json: FlowJsonText): Promise<void> {
	const report = await validated(json);
	if (report.valid) return;
	throw jsonErrors(errorsOf(report), "Nothing was sent. Correct the JSON, or turn off 'Check First' to let WhatsApp be the judge.");
}
