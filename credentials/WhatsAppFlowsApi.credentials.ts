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
				'For a Flow endpoint only: the RSA key, as PEM, whose public half was uploaded for the phone number. Paste it whole, with its BEGIN and END lines.',
		},
		{
			displayName: 'Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The passphrase of the private key, if it has one',
		},
		appSecretField(
			'From App settings > Basic of the app that issued the token. A Flow endpoint needs it to know that requests come from Meta; calls to Meta carry a proof of it.',
		),
		apiVersionField,
		baseUrlField,
		testHookField,
	];

	authenticate = authenticate;

	preAuthentication = testAccountCredential;

	test = accountTest;
}
