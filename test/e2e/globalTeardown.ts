import { removePackedPackage } from './support/packed';

export default function globalTeardown(): void {
	removePackedPackage();
}
