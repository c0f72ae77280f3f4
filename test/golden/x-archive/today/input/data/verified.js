window.YTD.verified.part0 = [
 {
  "verified": {
   "accountId": "1000000000000000001",
   "verified": false
  }
 }
]
