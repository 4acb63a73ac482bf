import type { PhoneNumber } from './types';

const wabaId = '102290129340398';
const otherWabaId = '209871209871200';

const phoneNumbers: PhoneNumber[] = Array.from({ length: 32 }, (_unused, index) => ({
	id: `1065403526${String(index).padStart(5, '0')}`,
	wabaId,
	displayPhoneNumber: `+1 631-555-${String(8100 + index)}`,
	verifiedName: index < 2 ? 'Acme Shop' : `Acme Branch ${index}`,
	status: index < 2 ? 'CONNECTED' : index % 7 === 0 ? 'FLAGGED' : 'CONNECTED',
	qualityRating: index < 2 ? 'GREEN' : ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'][index % 4],
	registered: true,
	throughputLevel: index === 1 ? 'HIGH' : 'STANDARD',
	accountMode: 'LIVE',
}));
Object.assign(phoneNumbers[0], { isOfficial: true });
Object.assign(phoneNumbers[30], { onBusinessApp: true });
// The last one was added to the account, but POST /register was never called for it.
Object.assign(phoneNumbers[31], { registered: false, status: 'UNVERIFIED', qualityRating: 'UNKNOWN' });

/** The fixed data that the emulator starts with. All of it is fictitious. */
export const seed = {
	app: { id: '634974688087057', name: 'Acme Messaging', secret: 'f1c8e0f2d3b4a5968778695a4b3c2d1e' },
	/** The token that the client-credentials grant returns. */
	appToken: '634974688087057|kVq3mEmulatorAppToken',
	/** A second app of the business, with its own token and webhook subscriptions. Used by the booking example. */
	bookingApp: { id: '634974688087121', name: 'Acme Booking', secret: '0b7d6e5f4c3a29180716253443526170' },
	bookingAppToken: '634974688087121|kVq3mEmulatorBookingAppToken',
	/** As accessToken, but of the second app. */
	bookingAccessToken: 'EAAJBemulatorSystemUserTokenOfBookingApp0007',
	/** System user token with all permissions that the emulator knows. */
	accessToken: 'EAAJBemulatorSystemUserTokenWithBothPermissions0001',
	/** 190, subcode 463. */
	expiredToken: 'EAAJBemulatorTokenThatExpired0002',
	/** 190, subcode 460. */
	passwordChangedToken: 'EAAJBemulatorTokenBeforePasswordChange0003',
	/** Has whatsapp_business_management only. */
	withoutMessagingToken: 'EAAJBemulatorTokenWithoutMessaging0004',
	/** Has whatsapp_business_messaging only. */
	withoutManagementToken: 'EAAJBemulatorTokenWithoutManagement0005',
	/** Has both permissions, but was assigned no account. */
	withoutAssetsToken: 'EAAJBemulatorTokenWithoutAssets0006',
	systemUserId: '122100000000000001',
	businessPortfolioId: '506914307656634',
	wabaId,
	wabaName: 'Acme Shop',
	/** Exists, but no token here can see it. */
	otherWabaId,
	phoneNumbers,
	/** First number: CONNECTED, GREEN, 80 messages per second. */
	phoneNumberId: phoneNumbers[0].id,
	/** Second number: CONNECTED, GREEN, 1,000 messages per second. */
	secondPhoneNumberId: phoneNumbers[1].id,
	/** Also in the Business app: 20 messages per second. */
	coexistencePhoneNumberId: phoneNumbers[30].id,
	/** In the account, not registered: sends get 133010. */
	unregisteredPhoneNumberId: phoneNumbers[31].id,
	/** Belongs to otherWabaId. */
	foreignPhoneNumberId: '209871209871299',
	/** A group of the first number. */
	groupId: 'Y2FwaV9ncm91cDoxNjMxNTU1ODEwMDoxMjAzNjM0MDQ2OTQyMzM4MjAZD',
	/** Its only member beside the number: the subject of statuses of messages to it. */
	groupMember: '16505551234',
	/** A message from a customer to the first number. */
	incomingMessageId: 'wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=',
	/** Sends to it are accepted, then fail with 131026 in a status webhook. */
	undeliverableRecipient: '15550000000',
};

export type Seed = typeof seed;

/** Numbers of accounts that no token can see. */
export const foreignPhoneNumbers: PhoneNumber[] = [
	{
		...phoneNumbers[0],
		id: seed.foreignPhoneNumberId,
		wabaId: otherWabaId,
		displayPhoneNumber: '+1 202-555-0100',
		verifiedName: 'Someone Else',
	},
];
