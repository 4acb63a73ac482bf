import { optionalAmount, readableAmount } from '../../../../nodes/WhatsAppBusinessCloud/messages/interactive/amount';
import { inputErrorOf } from '../../inputErrorOf';

describe('amounts', () => {
	test.each<[unknown, number]>([
		[12.5, 1250],
		[0.1 + 0.2, 30],
		[1.1 * 3, 330],
		[19.99, 1999],
		[4.35, 435],
		[1.005 * 100, 10050],
		[0, 0],
		[8, 800],
		['12.5', 1250],
		[' 12.50 ', 1250],
		['+.5', 50],
		['7.', 700],
		['1234567.89', 123456789],
		['0.070', 7],
		[{ value: 1250, offset: 100 }, 1250],
		[{ value: 1250, offset: '100' }, 1250],
		[90071992547409, 9007199254740900],
	])('reads %j as %d hundredths', (value, hundredths) => {
		expect(optionalAmount(value, 'Price')).toBe(hundredths);
	});

	test.each([undefined, null, '', ' '])('reads %j as no amount', (value) =>
		expect(optionalAmount(value, 'Price')).toBeUndefined(),
	);

	test.each<[unknown, string]>([
		[1.005, "'Price' has more than two decimals"],
		['12.345', "'Price' has more than two decimals"],
		[1e-7, "'Price' is not an amount"],
		['12,50', "'Price' is not an amount"],
		['1,299.00', "'Price' is not an amount"],
		['₹ 12', "'Price' is not an amount"],
		['.', "'Price' is not an amount"],
		['1e3', "'Price' is not an amount"],
		[NaN, "'Price' is not an amount"],
		[Infinity, "'Price' is not an amount"],
		[-1, "'Price' is negative"],
		['-0.01', "'Price' is negative"],
		[1e21, "'Price' is not an amount"],
		['900719925474099.99', "'Price' is too large"],
		[true, "'Price' needs an amount, got true"],
		[[1], "'Price' needs an amount, got an array"],
		[{ value: 12.5, offset: 100 }, "'Price' needs an integer value with an offset of 100"],
		[{ value: 1250, offset: 1000 }, "'Price' needs an integer value with an offset of 100"],
		[{ value: -1, offset: 100 }, "'Price' needs an integer value with an offset of 100"],
	])('rejects the amount %j', (value, message) => {
		expect(inputErrorOf(() => optionalAmount(value, 'Price')).message).toBe(message);
	});

	test('reads every cent from 0.00 to 999.99 exactly, as a number and as text', () => {
		for (let cents = 0; cents < 100_000; cents++) {
			if (optionalAmount(cents / 100, 'a') !== cents || optionalAmount(readableAmount(cents), 'a') !== cents)
				throw new Error(String(cents));
		}
	});

	test.each([
		[0, '0.00'],
		[5, '0.05'],
		[1250, '12.50'],
		[-1250, '-12.50'],
	])('formats %d as %s', (hundredths, text) => expect(readableAmount(hundredths)).toBe(text));
});
