package values

import (
	"encoding/binary"
	"time"

	"reftel/internal/cable"
)

// DaySpan are the first and the last day that a date may mean, as YYYYMMDD. The
// last day of a month is 31 in all of them.
func DaySpan(d cable.Date) (from, to int32) {
	year := int32(d.Year) * 10000
	if d.Month == 0 {
		return year + 101, year + 1231
	}
	month := year + int32(d.Month)*100
	if d.Day == 0 {
		return month + 1, month + 31
	}
	from = month + int32(d.Day)
	to = from
	if time.Date(d.Year, time.Month(d.Month), d.Day+1, 0, 0, 0, 0, time.UTC).Day() == 1 {
		to = month + 31
	}
	return from, to
}

// DateSize is the bytes of an encoded date.
const DateSize = 8

// AppendDate encodes a date.
func AppendDate(b []byte, d cable.Date) []byte {
	timed := byte(0)
	if d.HasTime {
		timed = 1
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(d.Year))
	return append(b, byte(d.Month), byte(d.Day), byte(d.Hour), byte(d.Minute), timed, 0)
}

// DecodeDate reads it.
func DecodeDate(b []byte) cable.Date {
	return cable.Date{
		Year: int(binary.LittleEndian.Uint16(b)), Month: int(b[2]), Day: int(b[3]),
		Hour: int(b[4]), Minute: int(b[5]), HasTime: b[6] == 1,
	}
}
