import { pinning } from './pinning';

export const pin = pinning('pin');
