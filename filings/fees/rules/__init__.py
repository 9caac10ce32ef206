"""The arithmetic of court fees (law: 诉讼费用交纳办法; 民诉解释 194–207). Pure: everything is given.

`fee` is what a fee is and how it explains itself; `standards` what each kind of case or application costs;
`adjusting` what a suit's shape does to it; `paying` what is due when, topped up, refunded, and borne by whom.
"""
