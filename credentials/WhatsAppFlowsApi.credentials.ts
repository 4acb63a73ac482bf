import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticate } from '../nodes/WhatsAppBusinessCloud/auth/authenticate';
import {
	accessTokenField,
	apiVersionField,
	appSecretField,
	baseUrlField,
	businessAccountIdField,
	testHookField,
} from '../nodes/WhatsAppBusinessCloud/auth/credentialFields';
import { accountTest, testAccountCredential } from '../nodes/WhatsAppBusinessCloud/auth/credentialTest';

/** For Flows: the account that they belong to, and the private key that decrypts requests to their endpoint. */
export class WhatsAppFlowsApi implements ICredentialType {
	name = 'whatsAppFlowsApi';

	displayName = 'WhatsApp Flows API';

	icon: Icon = {
		light: 'file:../icons/whatsAppBusinessCloud.svg',
		dark: 'file:../icons/whatsAppBusinessCloud.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business-cloud/n8n-nodes-whatsapp-business-cloud#flows-credential';

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
			description:
				'The RSA private key of a Flow endpoint in PEM format, including the BEGIN and END lines. Its public key must be uploaded for the phone number.',
		},
		{
			displayName: 'Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The passphrase of the private key, if it is encrypted',
		},
		appSecretField(
			'The secret from App settings > Basic of the app that issued the token. Required to verify requests to a Flow endpoint, and used to sign calls to Meta.',
		),
		apiVersionField,
		baseUrlField,
		testHookField,
	];

	authenticate = authenticate;

	preAuthentication = testAccountCredential;

	test = accountTest;
}
