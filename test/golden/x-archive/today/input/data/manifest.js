window.__THAR_CONFIG = {
 "userInfo": {
  "accountId": "1000000000000000001",
  "userName": "ada",
  "displayName": "Ada Example"
 },
 "archiveInfo": {
  "sizeBytes": "12345",
  "generationDate": "2023-02-24T06:07:08.000Z",
  "isPartialArchive": false,
  "maxPartSizeBytes": "53687091200"
 },
 "readmeInfo": {
  "fileName": "data/README.txt"
 },
 "dataTypes": {
  "account": {
   "files": [
    {
     "fileName": "data/account.js",
     "globalName": "YTD.account.part0",
     "count": "1"
    }
   ]
  },
  "profile": {
   "files": [
    {
     "fileName": "data/profile.js",
     "globalName": "YTD.profile.part0",
     "count": "1"
    }
   ]
  },
  "verified": {
   "files": [
    {
     "fileName": "data/verified.js",
     "globalName": "YTD.verified.part0",
     "count": "1"
    }
   ]
  },
  "follower": {
   "files": [
    {
     "fileName": "data/follower.js",
     "globalName": "YTD.follower.part0",
     "count": "3"
    }
   ]
  },
  "following": {
   "files": [
    {
     "fileName": "data/following.js",
     "globalName": "YTD.following.part0",
     "count": "1"
    }
   ]
  },
  "listsMember": {
   "files": [
    {
     "fileName": "data/lists-member.js",
     "globalName": "YTD.lists_member.part0",
     "count": "2"
    }
   ]
  },
  "noteTweet": {
   "files": [
    {
     "fileName": "data/note-tweet.js",
     "globalName": "YTD.note_tweet.part0",
     "count": "1"
    }
   ]
  },
  "deletedTweets": {
   "files": [
    {
     "fileName": "data/deleted-tweets.js",
     "globalName": "YTD.deleted_tweets.part0",
     "count": "1"
    }
   ]
  },
  "directMessages": {
   "files": [
    {
     "fileName": "data/direct-messages.js",
     "globalName": "YTD.direct_messages.part0",
     "count": "1"
    }
   ]
  },
  "tweets": {
   "mediaDirectory": "data/tweets_media",
   "files": [
    {
     "fileName": "data/tweets.js",
     "globalName": "YTD.tweets.part0",
     "count": "5"
    },
    {
     "fileName": "data/tweets-part1.js",
     "globalName": "YTD.tweets.part1",
     "count": "5"
    }
   ]
  }
 }
}
