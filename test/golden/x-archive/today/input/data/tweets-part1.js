window.YTD.tweets.part1 = [
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2000000000000000006"
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
   "favorite_count": "7",
   "id_str": "2000000000000000006",
   "truncated": false,
   "retweet_count": "2",
   "id": "2000000000000000006",
   "created_at": "Tue Feb 21 12:00:00 +0000 2023",
   "favorited": false,
   "full_text": "A long post begins the way every long post begins, with a sentence that is well over one hundred characters before it is cut. Then it…",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2000000000000000007"
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
   "id_str": "2000000000000000007",
   "truncated": false,
   "retweet_count": "0",
   "id": "2000000000000000007",
   "created_at": "Tue Feb 30 12:00:00 +0000 2023",
   "favorited": false,
   "full_text": "A date that does not exist",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2000000000000000008"
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
    "user_mentions": [
     {
      "name": "nobody",
      "screen_name": "nobody",
      "indices": [
       "0",
       "1"
      ],
      "id_str": "-1",
      "id": "-1"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "10"
   ],
   "favorite_count": "many",
   "id_str": "2000000000000000008",
   "truncated": false,
   "retweet_count": "0",
   "id": "2000000000000000008",
   "created_at": "Wed Feb 22 12:00:00 +0000 2023",
   "favorited": false,
   "full_text": "Hello @nobody",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2000000000000000009",
      "2000000000000000010"
     ]
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
   "id_str": "2000000000000000009",
   "truncated": false,
   "retweet_count": "0",
   "id": "2000000000000000009",
   "created_at": "Wed Feb 22 13:00:00 +0000 2023",
   "favorited": false,
   "full_text": "Frist version",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "edit": {
     "initialTweetId": "2000000000000000009",
     "editControlInitial": {
      "editTweetIds": [
       "2000000000000000009",
       "2000000000000000010"
      ]
     }
    }
   },
   "retweeted": false,
   "source": "<a href=\"https://example.org\" rel=\"nofollow\">Example</a>",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "name": "nobody",
      "screen_name": "nobody",
      "indices": [
       "0",
       "1"
      ],
      "id_str": "-1",
      "id": "-1"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "10"
   ],
   "favorite_count": "4",
   "id_str": "2000000000000000010",
   "truncated": false,
   "retweet_count": "0",
   "id": "2000000000000000010",
   "created_at": "Wed Feb 22 13:01:00 +0000 2023",
   "favorited": false,
   "full_text": "First version @nobody",
   "lang": "en"
  }
 }
]
