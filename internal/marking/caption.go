package marking

// IsCaption reports whether the word, in capitals, is a caption that may stand
// on or below the classification line of a telegram.
func IsCaption(word string) bool {
	switch word {
	case "SIPDIS", "NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS", "SENSITIVE", "EFTO", "ORCON", "NOCONTRACT", "SPECAT", "CONDIS",
		"NESCO", "FOUO", "CHEROKEE", "BACKCHANNEL", "ROGER", "TERREP", "RELIDO":
		return true
	}
	return false
}

// captions are captions as editors and archivists spell them out, with the code
// that is used.
var captions = map[string]string{
	"EYES ONLY": "ONLY", "ONLY EYES": "ONLY", "EXCLUSIVELY EYES ONLY": "ONLY", "EXCLUSIVE EYES ONLY": "ONLY",
	"EXCLUSIVE DISTRIBUTION": "EXDIS", "LIMITED DISTRIBUTION": "LIMDIS", "LIMIT DISTRIBUTION": "LIMDIS", "NO DISTRIBUTION": "NODIS",
	"ROG": "ROGER", "ROGER CHANNEL": "ROGER", "VIA ROGER CHANNEL": "ROGER", "VIA BACKCHANNEL": "BACKCHANNEL",
	"BACKCHANNEL MESSAGE": "BACKCHANNEL", "BACK CHANNEL": "BACKCHANNEL", "VIA BACK CHANNEL": "BACKCHANNEL",
	"CHEROKEE": "NODIS CHEROKEE", "NODIS/CHEROKEE": "NODIS CHEROKEE", "NO FOREIGN DISSEM": "NOFORN",
	"NO FOREIGN DISSEMINATION": "NOFORN", "NOT RELEASABLE TO FOREIGN NATIONALS": "NOFORN", "NO DISSEM ABROAD": "NOFORN",
}

// CaptionCode is the code of a caption that is spelt out, in capitals: NO
// DISTRIBUTION is NODIS. Any other text stays as it is.
func CaptionCode(words string) string {
	if code, ok := captions[words]; ok {
		return code
	}
	return words
}

// precedences are the words of urgency, with slips of real cables.
var precedences = map[string]string{
	"FLASH": "FLASH", "FLASH OVERRIDE": "FLASH", "IMMEDIATE": "IMMEDIATE", "IMMED": "IMMEDIATE", "IMMEDIATELY": "IMMEDIATE",
	"NIACT": "IMMEDIATE", "NIACT IMMEDIATE": "IMMEDIATE", "IMMEDIATE ACTION": "IMMEDIATE", "OPERATIONAL IMMEDIATE": "IMMEDIATE", "OP IMMEDIATE": "IMMEDIATE",
	"PRIORITY": "PRIORITY", "PRIORTY": "PRIORITY", "PRIORITYY": "PRIORITY", "PRIORIY": "PRIORITY", "ROUTINE": "ROUTINE",
}

// Precedence is FLASH, IMMEDIATE, PRIORITY or ROUTINE for a word of urgency in
// capitals, "" for any other.
func Precedence(words string) string { return precedences[words] }

// Prosign is the precedence of a letter before a date-time group, "" for any
// other (ACP-127).
func Prosign(c byte) string {
	switch c {
	case 'Z':
		return "FLASH"
	case 'O':
		return "IMMEDIATE"
	case 'P':
		return "PRIORITY"
	case 'R':
		return "ROUTINE"
	}
	return ""
}
