// Package reftel reads lists of references as telegrams have them: "A. 08 STATE
// 12345 (NOTAL) B. DOE-ROE E-MAIL OF 3/4/2009". It parts the list into its
// items, finds the cables in each, gives them the year that the drafter left
// out, and says what those references are that are no cables.
//
// It knows the model and the tables of posts; the grammar of the telegram round
// the list stands in package telegram.
package reftel
