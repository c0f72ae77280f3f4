window.YTD.lists_member.part0 = [
 {
  "userListInfo": {
   "url": "https://twitter.com/bela/lists/1"
  }
 },
 {
  "userListInfo": {
   "url": "https://twitter.com/dana/lists/2"
  }
 }
]
