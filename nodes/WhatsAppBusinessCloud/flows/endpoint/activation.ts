import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { cleanError } from '../../transport/errors';
import { InputError } from '../../shared/inputError';
import { readSecrets } from './credential';
import { readEndpointSettings } from './endpointSettings';

/**
 * Checks the endpoint's requirements when the workflow is activated, while the user can still see the error. Later, a
 * missing key would only appear in the log and as an error in the users' Flows.
 * @throws NodeOperationError naming the field of the credential
 */
export async function checkEndpoint(this: IHookFunctions): Promise<void> {
	const { checkSignature } = readEndpointSettings(this.getNodeParameter('options', {}));
	const secrets = await readSecrets(this);
	const problem = await findProblem(secrets, checkSignature);
	if (problem)
		throw cleanError(new NodeOperationError(this.getNode(), problem.message, { description: problem.advice }));
}

async function findProblem(
	{ appSecret, privateKey }: Awaited<ReturnType<typeof readSecrets>>,
	isSignatureChecked: boolean,
): Promise<InputError | undefined> {
	if (isSignatureChecked && appSecret === '') {
		return new InputError(
			'App Secret',
			'in the credential is empty, so the endpoint cannot know that requests come from Meta',
			"Enter it in the credential: App settings > Basic of the app that the flow is connected to. Or switch off 'Check Signature' under Options, for a local try only.",
		);
	}
	try {
		await privateKey();
		return undefined;
	} catch (cause) {
		return cause instanceof InputError ? cause : new InputError('Private Key', 'cannot be read', 'Paste it again');
	}
}
