import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticate } from '../nodes/WhatsAppBusinessCloud/auth/authenticate';
import {
	accessTokenField,
	allowedDomainsField,
	apiVersionField,
	appSecretField,
	baseUrlField,
	businessAccountIdField,
	testHookField,
} from '../nodes/WhatsAppBusinessCloud/auth/credentialFields';
import { accountTest, flowsCredentialTester } from '../nodes/WhatsAppBusinessCloud/auth/credentialTest';
import { checkCredentialKey } from '../nodes/WhatsAppBusinessCloud/flows/protocol/credentialKey';

/** For Flows: the account that they belong to, and the private key that decrypts requests to their endpoint. */
export class WhatsAppFlowsApi implements ICredentialType {
	name = 'whatsAppFlowsApi';

	displayName = 'WhatsApp Flows API';

	icon: Icon = {
		light: 'file:../icons/whatsAppBusinessCloud.svg',
		dark: 'file:../icons/whatsAppBusinessCloud.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business-cloud/n8n-nodes-whatsapp-business-cloud/blob/HEAD/docs/credentials.md#flows-credential';

	properties: INodeProperties[] = [
		accessTokenField,
		businessAccountIdField,
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 5 },
			default: '',
			placeholder: 'e.g. -----BEGIN PRIVATE KEY-----',
			hint: 'Only for a Flow endpoint. Create it with Flow > Generate Key Pair, and upload its public key with Flow > Upload Public Key.',
			description: 'An RSA private key in PEM format, including the BEGIN and END lines',
		},
		{
			displayName: 'Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only if the private key is encrypted',
		},
		appSecretField(
			'The secret of the app that the Flow is connected to. Required to verify requests to a Flow endpoint, and used to sign calls to Meta.',
		),
		apiVersionField,
		baseUrlField,
		allowedDomainsField,
		testHookField,
	];

	authenticate = authenticate;

	preAuthentication = flowsCredentialTester(checkCredentialKey);

	test = accountTest;
}
