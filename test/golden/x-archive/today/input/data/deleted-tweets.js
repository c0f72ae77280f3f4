window.YTD.deleted_tweets.part0 = [
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2000000000000000011"
     ],
     "editableUntil": "2023-02-18T13:33:11.000Z",
     "editsRemaining": "5",
     "isEditEligible": true
    }
   },
   "retweeted": false,
   "source": "<a href=\"https://example.org\" rel=\"nofollow\">Example</a>",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "10"
   ],
   "favorite_count": "0",
   "id_str": "2000000000000000011",
   "truncated": false,
   "retweet_count": "0",
   "id": "2000000000000000011",
   "created_at": "Thu Feb 23 12:00:00 +0000 2023",
   "favorited": false,
   "full_text": "Words that were taken back",
   "lang": "en",
   "deleted_at": "Thu Feb 23 12:05:00 +0000 2023"
  }
 }
]
