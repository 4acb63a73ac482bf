export { Campaign } from './campaign';
export { fingerprintOf } from './fingerprint';
export { Ledger, type Unknown } from './retryLedger';
