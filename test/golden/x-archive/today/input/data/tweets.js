window.YTD.tweets.part0 = [
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2000000000000000001"
     ],
     "editableUntil": "2023-02-18T13:33:11.000Z",
     "editsRemaining": "5",
     "isEditEligible": true
    }
   },
   "retweeted": false,
   "source": "<a href=\"https://example.org\" rel=\"nofollow\">Example</a>",
   "entities": {
    "hashtags": [
     {
      "text": "cooking",
      "indices": [
       "0",
       "1"
      ]
     }
    ],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   },
   "display_text_range": [
    "0",
    "10"
   ],
   "favorite_count": "12",
   "id_str": "2000000000000000001",
   "truncated": false,
   "retweet_count": "3",
   "id": "2000000000000000001",
   "created_at": "Sat Feb 18 12:33:11 +0000 2023",
   "favorited": false,
   "full_text": "Bread &amp; butter #cooking",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2000000000000000002"
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
      "name": "bela",
      "screen_name": "bela",
      "indices": [
       "0",
       "1"
      ],
      "id_str": "1000000000000000002",
      "id": "1000000000000000002"
     },
     {
      "name": "chandra",
      "screen_name": "chandra",
      "indices": [
       "0",
       "1"
      ],
      "id_str": "1000000000000000003",
      "id": "1000000000000000003"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "10"
   ],
   "favorite_count": "1",
   "id_str": "2000000000000000002",
   "truncated": false,
   "retweet_count": "0",
   "id": "2000000000000000002",
   "created_at": "Sun Feb 19 08:00:00 +0000 2023",
   "favorited": false,
   "full_text": "@bela @chandra agreed",
   "lang": "en",
   "in_reply_to_status_id_str": "2100000000000000002",
   "in_reply_to_status_id": "2100000000000000002",
   "in_reply_to_user_id_str": "1000000000000000002",
   "in_reply_to_user_id": "1000000000000000002",
   "in_reply_to_screen_name": "bela"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2000000000000000003"
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
      "name": "chandra",
      "screen_name": "chandra",
      "indices": [
       "0",
       "1"
      ],
      "id_str": "1000000000000000003",
      "id": "1000000000000000003"
     },
     {
      "name": "bela",
      "screen_name": "bela",
      "indices": [
       "0",
       "1"
      ],
      "id_str": "1000000000000000002",
      "id": "1000000000000000002"
     }
    ],
    "urls": []
   },
   "display_text_range": [
    "0",
    "10"
   ],
   "favorite_count": "0",
   "id_str": "2000000000000000003",
   "truncated": false,
   "retweet_count": "41",
   "id": "2000000000000000003",
   "created_at": "Sun Feb 19 09:00:00 +0000 2023",
   "favorited": false,
   "full_text": "RT @chandra: a post of chandra's, cut short by…",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2000000000000000004"
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
    "urls": [
     {
      "url": "https://t.co/a",
      "expanded_url": "https://twitter.com/dana/status/2100000000000000004?s=20",
      "display_url": "a",
      "indices": [
       "0",
       "1"
      ]
     }
    ]
   },
   "display_text_range": [
    "0",
    "10"
   ],
   "favorite_count": "5",
   "id_str": "2000000000000000004",
   "truncated": false,
   "retweet_count": "1",
   "id": "2000000000000000004",
   "created_at": "Mon Feb 20 10:00:00 +0000 2023",
   "favorited": false,
   "full_text": "Look at this https://t.co/a",
   "lang": "und"
  }
 },
 {
  "tweet": {
   "edit_info": {
    "initial": {
     "editTweetIds": [
      "2000000000000000005"
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
   "favorite_count": "2",
   "id_str": "2000000000000000005",
   "truncated": false,
   "retweet_count": "0",
   "id": "2000000000000000005",
   "created_at": "Mon Feb 20 11:00:00 +0000 2023",
   "favorited": false,
   "full_text": "Second part of my thread",
   "lang": "en",
   "in_reply_to_status_id_str": "2000000000000000004",
   "in_reply_to_user_id_str": "1000000000000000001",
   "in_reply_to_screen_name": "ada"
  }
 }
]
