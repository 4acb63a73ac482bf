/** What Meta's pages say about each code, transcribed from the pages, not from the code under test. */
export interface Row {
	code: number;
	/** What the page attributes the error to. */
	subject: string;
	retry: string;
	/** Whether messages to that recipient can be sent again. */
	class: string;
	scope?: string;
	/** Retried automatically: temporary failures, and limits that end within minutes. */
	retried: boolean;
	/** ms */
	wait?: number;
	/** In the headline: distinguishes this code from similar ones. */
	word: RegExp;
}

const UNITS = { m: 60_000, s: 1000, d: 86_400_000 };

/** code, subject, retry, class, then `retried`, `marketing`, `calls`, `<n><unit>`, then `: word of the headline` */
const LINES = `
Support > Error codes > Authorization, Integrity; Graph API > Handling errors
0 app never change: authenticate
3 app never change: capability
10 app never change: permission
33 number never change: deleted
102 app never change: token
190 app never change: token
200 app never change: permission
219 app never change: permission
299 app never change: permission
131005 app never change: access denied
368 account later change: blocked for a while
130497 recipient never never: country
131031 account never change: locked

Throttling
4 app later change retried: used up
17 app later change retried: used up
32 app later change retried: page
341 app later change retried: limit
613 app later change retried: too often
80007 account later change retried: rate limit
80008 account later change retried: management
130429 number backoff retryable retried: rate limit
131048 number later change: blocked or reported
131056 recipient backoff retryable retried 6s: short time
131064 account later change: category
133016 number later change 3d: 72 hours

Requests in general
1 meta backoff retryable retried: no reason
2 meta backoff retryable retried: overloaded
100 message never change: parameter
506 message never change: duplicate
131000 meta backoff retryable retried: unknown reason
131008 message never change: required parameter
131009 message never change: not allowed
131016 meta backoff retryable retried: unavailable
131021 message never change: same number
131027 meta backoff retryable retried: unknown reason
131057 account backoff retryable retried 1m: maintenance
135000 message never change: parameters

Delivery of messages; No Storage; Payments
470 message never change: 24 hours
130470 message never change: 24 hours
131047 message never change: 24 hours
1026 message never change: cannot show
2046 message never change: order
2047 message never change: paid
130472 recipient later later marketing: experiment
131026 recipient never never: cannot be delivered
131030 number never change: test number
131035 number never change: webhook
131036 message never change: device
131037 number never change: display name
131042 account never change: payment settings
131044 account never change: payment settings
131045 number never change: registration
131049 recipient later later marketing 1d: how much marketing
131050 recipient never never marketing: opted out
131051 message never change: type of message
131052 message never change: download
131053 message never change: file to be sent
131055 message never change: not allowed
131059 message never change: page marker
131060 message never change: not available to the Cloud API
131061 message never change: maximum price
131062 message never change: business-scoped user ID
131063 account never change: marketing templates over the Cloud API
131065 message never change: recipient's country
131070 message never change: handles the conversation
137000 message never change: identity

Sending templates and Flows; Marketing Messages API
132000 message never change: number of variables
132001 template never change: no approved template
132005 message never change: too long
132007 template never change: policy
132008 message never change: format
132012 message never change: format
132015 template later change: is paused
132016 template never change: disabled
132018 message never change: do not match
132021 template never change: exists already
132068 flow never change: blocked
132069 flow later change: 10 messages an hour
134011 account never change: terms
134100 message never change: marketing templates only
134101 template backoff retryable retried 10m: being prepared
134102 template never change: cannot be sent over the Marketing Messages API
134103 template never change: rejected the template
139200 account never change: Direct Send is blocked

Creating templates; template insights
2388019 account never change: limit of templates
2388023 template later change 30d: being deleted
2388024 template never change: exists already
2388040 template never change: too long
2388047 template never change: header
2388072 template never change: body
2388073 template never change: footer
2388293 template never change: too many variables
2388299 template never change: begins or ends
2388318 template never change: changed
2388330 template never change: deleted
200005 account never change: cannot be enabled
200006 account never change: switched off
200007 account never change: are not enabled

Phone numbers, usernames
133000 number never change: earlier deregistration
133004 meta backoff retryable retried: registration service
133005 number never change: PIN
133006 number never change: verified again
133008 number later change: too often
133009 number later change: too soon
133010 number never change: not registered
133015 number later change 5m: deleted
136024 number never change: no verification code
136025 number never change: not accepted
2388001 number never change: added or moved
2388012 number never change: list already
2388091 number never change: sent: the phone number is not being moved
2388093 number never change: checked: the phone number is not being moved
2388103 number never change: moved to this account
2494100 number backoff retryable retried 1m: maintenance
147001 number never change: not available
147002 number never change: may not have
147003 number never change: Facebook Page
147004 number never change: Instagram
147005 number never change: transferred

Onboarding, coexistence, in-app sign-ups, conversation routing
1752041 account never change: already invited
2593079 account never change: rejected this change
2593085 account never change: rejected this change
2593107 number never change: requested before
2593108 number never change: 24 hours
2593109 number never change: declined
2494191 message never change: escalation partner
2494164 account never change: does not exist
2494165 account never change: not enabled
2494166 account never change: placeholder
2494167 account never change: promotion code
2494168 account never change: not accepted
2494176 account never change: accepted already
2494177 account never change: URL
2494179 account never change: https

Calling
138000 number never change: not enabled
138001 recipient never never calls: cannot be called
138002 number later change: limit of concurrent calls
138003 recipient later later calls: already in progress
138004 message backoff retryable: not be connected
138005 number later change: too fast
138006 message never change: not allowed calls
138007 message never change: in time
138009 recipient later later calls 1d: permission to call too often
138011 message never change: cannot be asked
138012 recipient later later calls 1d: called as often
138013 number never change: calls to users are not available
138014 number later change: low quality
138015 number never change: cannot be enabled for this
138017 message never change: permanently
138018 number never change: technical requirements
138019 recipient later later calls: set up the call
138020 recipient later later calls: relay server
138021 message never change: no audio arrived from the business
138022 recipient later later calls: WhatsApp sent no audio
138023 recipient later later calls: accepted the call
138038 number never change: another app

Flows
139000 account never change: Flows are blocked
139001 flow never change: updated
139002 flow never change: published
139003 flow never change: deprecated
139004 flow never change: deleted
139006 flow never change: too little data
4233041 flow never change: of this name

Block list, groups
139100 message never change: some of the users
139101 number never change: full
139102 number never change: changed while it was read
139103 meta backoff retryable retried: block list
130501 message never change: to a group
131020 group never change: not valid
131041 group never change: does not exist
131201 group never change: some participants
131202 group never change: twice
131203 recipient never never: WhatsApp's terms
131204 group never change: too many participants
131207 group never change: suspended
131208 number later change retried: too many requests
131209 group never change: square
131210 group never change: too small
131211 number never change: limit of groups
131212 group never change: not in the group
131213 group never change: request to join
131214 account later change 7d: may not create groups
131215 number never change: may not use groups
`;

function parse(line: string): Row {
	const [, facts = '', word = ''] = /^([^:]*): (.*)$/.exec(line) ?? [];
	const [code, subject = '', retry = '', sendClass = '', ...more] = facts.split(' ');
	const wait = more.map((text) => /^(\d+)([smd])$/.exec(text)).find((found) => found !== null);
	return {
		code: Number(code),
		subject,
		retry,
		class: sendClass,
		scope: more.find((text) => text === 'marketing' || text === 'calls'),
		retried: more.includes('retried'),
		wait: wait ? Number(wait[1]) * UNITS[wait[2] as keyof typeof UNITS] : undefined,
		word: new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'),
	};
}

export const ROWS: Row[] = LINES.split('\n')
	.filter((line) => /^\d/.test(line))
	.map(parse);
