import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticate } from '../nodes/WhatsAppBusinessCloud/auth/authenticate';
import {
	accessTokenField,
	allowedDomainsField,
	apiVersionField,
	appIdField,
	appNotice,
	appSecretField,
	baseUrlField,
	businessAccountIdField,
	testHookField,
} from '../nodes/WhatsAppBusinessCloud/auth/credentialFields';
import { accountTest, testAccountCredential } from '../nodes/WhatsAppBusinessCloud/auth/credentialTest';

/** An access token and the WhatsApp Business Account it is for; optionally the app, for webhooks. */
export class WhatsAppBusinessCloudApi implements ICredentialType {
	name = 'whatsAppBusinessCloudApi';

	displayName = 'WhatsApp Business Cloud API';

	icon: Icon = {
		light: 'file:../icons/whatsAppBusinessCloud.svg',
		dark: 'file:../icons/whatsAppBusinessCloud.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business-cloud/n8n-nodes-whatsapp-business-cloud/blob/HEAD/docs/credentials.md#api-key-credential';

	properties: INodeProperties[] = [
		accessTokenField,
		businessAccountIdField,
		appNotice,
		appIdField,
		appSecretField(
			'Also used without App ID: to sign calls to Meta, which apps with Require App Secret need, for Send and Wait with Next Message, and for signed Flow tokens',
		),
		apiVersionField,
		baseUrlField,
		allowedDomainsField,
		testHookField,
	];

	authenticate = authenticate;

	preAuthentication = testAccountCredential;

	test = accountTest;
}
