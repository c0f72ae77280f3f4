window.YTD.account.part0 = [
 {
  "account": {
   "email": "private@example.org",
   "createdVia": "web",
   "username": "ada",
   "accountId": "1000000000000000001",
   "createdAt": "2010-05-01T10:00:00.000Z",
   "accountDisplayName": "Ada Example"
  }
 }
]
