/** What a process remembers: the row of the table in docs/scale.md that describes it. */
export interface Remembered {
	row: string;
	collections: string[];
	/** Number constants of the limits that no class enforces: file and name. */
	limits?: Array<[file: string, name: string]>;
}

const SEEN = 'trigger/deduplication/seenEvents.ts';
const BY_NODE = 'shared/listsByNode.ts';
const OUTPUT = 'trigger/deduplication/outputEvents.ts';
const ROUNDS = 'trigger/combine/openRounds.ts';
const SUPERSEDED = 'trigger/combine/supersededMessages.ts';
const PAUSES = 'trigger/pause/pauses.ts';
const QUESTIONS = 'trigger/receive/pendingQuestions.ts';
const CLOSED = 'trigger/receive/closedQuestions.ts';
const PASS_ON = 'sendAndWait/passOn.ts';
const LIMITERS = 'transport/rateLimit/rateLimiters.ts';
const RESPONSES = 'flows/endpoint/responseCache.ts';

/** By row of the table. Files are in nodes/WhatsAppBusinessCloud. */
export const remembered: Remembered[] = [
	{
		row: 'Events that started a workflow',
		collections: [
			`${SEEN} nodes`,
			...['entries', 'outcomes', 'recent', 'pendingElsewhere', 'known'].map((name) => `${SEEN} SeenEvents.${name}`),
		],
		limits: [
			[BY_NODE, 'MAX_NODES'],
			[SEEN, 'MAX_IN_PROCESS'],
		],
	},
	{
		row: 'Events that an execution passed on',
		collections: [
			'trigger/deduplication/dropInExecution.ts eventsByNode',
			...['owners', 'waiting'].map((name) => `${OUTPUT} OutputEvents.${name}`),
		],
		limits: [
			[BY_NODE, 'MAX_NODES'],
			[OUTPUT, 'MAX_REMEMBERED'],
		],
	},
	{
		row: 'Messages of open rounds of *Combine Messages*',
		collections: [`${ROUNDS} OpenRounds.customers`, `${ROUNDS} OpenRounds.elsewhere`, `${ROUNDS} nodes`],
		limits: [
			[ROUNDS, 'MAX_MESSAGES'],
			[ROUNDS, 'MAX_ELSEWHERE'],
		],
	},
	{
		row: 'Combined messages that a newer execution has',
		collections: [
			`${SUPERSEDED} SupersededMessages.known`,
			`${SUPERSEDED} SupersededMessages.waiting`,
			`${SUPERSEDED} supersededMessages`,
		],
	},
	{
		row: 'Messages that may be the answer to a question',
		collections: ['trigger/receive/recentMessages.ts recent'],
	},
	{
		row: 'Paused chats',
		collections: [`${PAUSES} Pauses.entries`, `${PAUSES} nodes`],
		limits: [[PAUSES, 'MAX_IDS']],
	},
	{
		row: 'Questions that the next message answers',
		collections: [
			`${QUESTIONS} PendingQuestions.entries`,
			`${QUESTIONS} PendingQuestions.closed`,
			`${CLOSED} ClosedQuestions.entries`,
			`${QUESTIONS} nodes`,
		],
		limits: [
			[QUESTIONS, 'MAX_ENTRIES'],
			[CLOSED, 'MAX_CLOSED'],
		],
	},
	{
		row: 'Statuses and taps that n8n does not take yet',
		collections: [`${PASS_ON} backgroundUpdates`, `${PASS_ON} backgroundTaps`, `${PASS_ON} updates`],
		limits: [[PASS_ON, 'MAX_BACKGROUND_RETRIES']],
	},
	{
		row: 'Answers and questions of the last minutes',
		collections: [
			'sendAndWait/claim.ts claims',
			`${PASS_ON} answered`,
			'sendAndWait/announced.ts announced',
			'actions/message/sendAndWait/checkTrigger.ts listening',
		],
	},
	{
		row: 'Recipients of the last messages',
		collections: ['transport/rateLimit/pairRateLimit.ts creditRestoredAt'],
	},
	{
		row: 'Sending numbers and credentials',
		collections: [
			`${LIMITERS} limiters`,
			`${LIMITERS} acceptedPairs`,
			'transport/rateLimit/cachedReads.ts CachedReads.entries',
			'transport/rateLimit/throughput.ts known',
			'transport/rateLimit/throughput.ts readings',
			'transport/rateLimit/senderCapacity.ts readings',
			...['rate', 'sends', 'waiting'].map(
				(name) => `transport/rateLimit/senderRateLimiter.ts SenderRateLimiter.${name}`,
			),
		],
		limits: [[LIMITERS, 'MAX_LIMITERS']],
	},
	{
		row: 'Responses of Flow endpoints',
		collections: [`${RESPONSES} cache`, `${RESPONSES} characters`],
		limits: [[RESPONSES, 'MAX_ENTRIES']],
	},
	{ row: 'Products in orders', collections: ['trigger/receive/orderProducts.ts knownProducts'] },
	{ row: 'Patterns of *Text Matches*', collections: ['trigger/receive/pattern.ts compiled'] },
	{
		row: 'Lines already logged',
		collections: [
			'trigger/receive/discardLog.ts logged',
			'trigger/receive/receiveWebhook.ts rejections',
			'flows/endpoint/webhook.ts rejections',
			'webhooks/rejectionLog.ts RejectionLog.nodes',
		],
		limits: [['trigger/receive/discardLog.ts', 'MAX_LINES']],
	},
	{
		row: 'Credentials, keys and registrations',
		collections: [
			'webhooks/appSecret.ts appSecrets',
			'flows/endpoint/webhook.ts credentials',
			'webhooks/credentialCache.ts CredentialCache.readings',
			'flows/protocol/keys.ts known',
			'shared/secrets.ts known',
			'shared/secrets.ts pattern',
			'trigger/lifecycle/registrationState.ts attempts',
		],
	},
	{ row: 'Lists for the editor', collections: ['methods/recentLoads.ts loads'] },
];

/** Objects that live as long as an execution, a request or a task, and what has a fixed size. */
export const passing: string[] = [
	// Of an execution or a request.
	'idempotency/journal.ts Journal.pending',
	'idempotency/journal.ts Journal.lastWritten',
	'sendAndWait/questionCipher.ts QuestionCipher.keys',
	'transport/client.ts ItemClient.dryRunRequests',
	'transport/retry.ts RetryState.byCode',
	'actions/run/itemResults.ts ItemResults.failures',
	'actions/run/itemResults.ts ItemResults.outputs',
	'actions/message/pool/senderPool.ts SenderPool.missing',
	'actions/message/pool/senderPool.ts SenderPool.recipients',
	'actions/message/pool/senderPool.ts SenderPool.reported',
	'actions/run/failureGroups.ts FailureGroups.groups',
	'actions/run/parameterReader.ts ParameterReader.constant',
	'actions/run/parameterReader.ts ParameterReader.varying',
	'actions/run/progress.ts Progress.acceptedHints',
	'actions/run/progress.ts Progress.failures',
	'actions/run/progress.ts Progress.warnings',
	'actions/run/progress.ts Progress.runWarnings',
	'actions/run/progress.ts Progress.senders',
	'actions/run/senderCounts.ts SenderCounts.counts',
	'actions/run/reasonGroups.ts Groups.groups',
	'actions/run/taskPreparer.ts TaskPreparer.tasks',
	'actions/run/taskPreparer.ts TaskPreparer.clients',
	'actions/run/warningGroups.ts WarningGroups.groups',
	'flows/json/findings.ts Findings.list',
	'sendAndWait/form/cleanHtml.ts HtmlCleaner.open',
	'sendAndWait/form/htmlTag.ts TagReader.attributes',
	'templates/send/formValues.ts TemplateFormValues.fields',
	'trigger/receive/orderProducts.ts Catalog.products',
	// A key is removed with its last task.
	'shared/concurrency/keyedMutex.ts KeyedMutex.last',
	'idempotency/processedDataStore.ts rowMutex',
	'trigger/lifecycle/webhookMethods.ts apps',
	// Of a fixed size. These are counted where they are used.
	'shared/listsByNode.ts ListsByNode.lists',
	'shared/lruMap.ts LruMap.entries',
	'idempotency/processedDataStore.ts supported',
	'sendAndWait/language/languages.ts english',
	'transport/offline.ts OfflineGraph.usage',
	'transport/offline.ts OfflineGraph.dryRunRequests',
	'transport/offline.ts offlineGraph',
	'trigger/combine/openRounds.ts executesHere',
	'trigger/combine/startLag.ts startLag',
	'shared/input/phone/numberingPlans.ts names',
	// Countries.
	'shared/input/phone/numberTypes.ts byCountry',
	'shared/input/phone/numberingPlans.ts lengthsByCode',
];
