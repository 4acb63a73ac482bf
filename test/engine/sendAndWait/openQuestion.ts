import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { openBinaryStore } from '../harness';
import { sendQuestion, linkOf, question } from './question';
import { openPage, type PageRequest } from './openPage';

/** A time within the last minute, in n8n's date format. */
export const respondedAt = {
	asymmetricMatch: (value: unknown) =>
		new Date(String(value)).toISOString() === value && Math.abs(Date.now() - Date.parse(value)) < 60_000,
} as unknown as string;

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

/** Sends a question and opens the URL in it. */
export async function openQuestion(
	parameters: INodeParameters,
	request: PageRequest,
	input = [{ json: { order: 7 } }],
) {
	const { run, bodies } = await sendQuestion(parameters, input);
	const query = Object.fromEntries(linkOf(bodies).searchParams);
	return await openPage(question(parameters), run, { query, ...request });
}

export const twoButtonApproval: INodeParameters = {
	approvalOptions: { values: { approvalType: 'double', approveLabel: 'Yes', disapproveLabel: 'No' } },
};
