import { dropPacked } from './support/packed';

export default function globalTeardown(): void {
	dropPacked();
}
