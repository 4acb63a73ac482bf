export { Campaign } from './campaign';
export { fingerprintOf } from './fingerprint';
export { Ledger, type UnknownOutcome as Unknown } from './retryLedger';
