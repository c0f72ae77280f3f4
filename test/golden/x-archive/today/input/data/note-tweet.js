window.YTD.note_tweet.part0 = [
 {
  "noteTweet": {
   "noteTweetId": "2200000000000000001",
   "updatedAt": "2023-02-21T12:00:00.000Z",
   "createdAt": "2023-02-21T12:00:00.000Z",
   "core": {
    "styletags": [],
    "urls": [],
    "text": "A long post begins the way every long post begins, with a sentence that is well over one hundred characters before it is cut. Then it goes on to its end.",
    "mentions": [],
    "cashtags": [],
    "hashtags": []
   }
  }
 }
]
