import { pinning } from './pinning';

export const unpin = pinning('unpin');
