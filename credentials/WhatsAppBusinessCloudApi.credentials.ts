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

/** An access token and the WhatsApp Business Account it is for. */
export class WhatsAppBusinessCloudApi implements ICredentialType {
	name = 'whatsAppBusinessCloudApi';

	displayName = 'WhatsApp Business Cloud API';

	icon: Icon = {
		light: 'file:../icons/whatsAppBusinessCloud.svg',
		dark: 'file:../icons/whatsAppBusinessCloud.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business-cloud/n8n-nodes-whatsapp-business-cloud#api-key-credential';

	properties: INodeProperties[] = [
		accessTokenField,
		businessAccountIdField,
		apiVersionField,
		appSecretField(
			'The secret from App settings > Basic of the app that issued the token. Required if the app has Require App Secret turned on, for Send and Wait with Next Message, and for signed Flow tokens.',
		),
		baseUrlField,
		testHookField,
	];

	authenticate = authenticate;

	preAuthentication = testAccountCredential;

	test = accountTest;
}
