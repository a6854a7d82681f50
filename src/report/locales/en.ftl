### The sentences of stories, pages and play in English.
###
### A part whose name ends in _n is the grammatical number of the name before it: one or many. OWNER writes a name as an
### owner: TikTok's, the United States'. A sentence begins small here: its first letter is made a capital when it is told.

## Numbers, money, dates

decimal = { $whole }.{ $decimals }
quantity = { $number } { $unit }
money-code =
    { $currency ->
        [USD] { $scale ->
            [bn] ${ $number } bn
            [million] ${ $number } million
           *[one] ${ $number }
        }
       *[other] { $scale ->
            [bn] { $currency } { $number } bn
            [million] { $currency } { $number } million
           *[one] { $currency } { $number }
        }
    }
money-none = nothing
money-word =
    { $scale ->
        [bn] { $number } bn { $currency }
        [million] { $number } million { $currency }
       *[one] { $number } { $currency }
    }
points =
    { $count ->
        [one] { $count } point
       *[other] { $count } points
    }
days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
listed = { $first } and { $last }
date = { $day } { $month } { $year }
date-in-year = { $day } { $month }
date-with-time = { $date }, { $time }
date-of-week = { $weekday }, { $date }
never = never
month =
    { $number ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
weekday =
    { $number ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }
yes = yes
no = no
it = it
its = its

## Seats, time, chance

seated-bot = a bot plays { $seat }
seated-person = a person plays { $seat }
seated-script = a script plays { $seat }
seated-program = a program plays { $seat }
seated-nobody = nobody plays { $seat }
play-opened = play opens on { $date }
time-advanced = time advances to { $moment }
number-given = { $value } (given by the script)
settled = the script settles { $matter } (“{ $result }”)
draw-due = { $matter } is to be settled
matter-number = the number { $label }
matter-chance = the matter of chance “{ $title }”
matter-ruling = the ruling on { OWNER($plaintiff) } motion ({ $title })
matter-appeal = the appeal ({ $title })
matter-deadline = the deadline of { $decree }
result-granted = granted
result-denied = denied
result-reversed = reversed
result-affirmed = affirmed
result-enforced = enforced
result-lapsed = lapsed
result-in-force = in force
result-trustee = { $trustee } appointed
result-suspended = enforcement suspended
drawn-number = nature draws { $matter }
drawn = nature draws { $matter }; the probability of “{ $result }” is { $odds }
chance = { $chance }: { $result }
chance-set = { $chance }: the result will be known on { $date }
leak = a leak from { $author }: { $text }
leak-unnamed = a leak from an unnamed source: { $text }
statement = { $author }: { $text }
gauge-rises = { $gauge } rises from { $from } to { $to }
gauge-falls = { $gauge } falls from { $from } to { $to }
gauge-moved = { $gauge } is now { $to }
walk-away-rises = { OWNER($owner) } walk-away rises from { $from } to { $to }
walk-away-falls = { OWNER($owner) } walk-away falls from { $from } to { $to }
walk-away-rises-by = { OWNER($owner) } walk-away rises by { $by }
walk-away-falls-by = { OWNER($owner) } walk-away falls by { $by }
odds-moved = the probability of { $label } changes by { $by } percentage points
outcome = the run ends: { $title }

## Numbers that the seed draws

number-drawn = { $label }: { $value }
number-walk-away = { OWNER($owner) } walk-away
number-sensitivity = { OWNER($owner) } points per point of { $gauge }
number-concession-exponent = { OWNER($owner) } concession exponent
number-first-concession = { OWNER($owner) } first concession
number-temperature = { OWNER($owner) } temperature
number-patience = { OWNER($owner) } patience
number-sues-only-without-agreement =
    { $name_n ->
        [many] { $name } sue only without an agreement
       *[one] { $name } sues only without an agreement
    }
number-points-for = { OWNER($owner) } points for { $issue }: { $option }
number-complementarity = { OWNER($owner) } extra points for { $lots } together
number-comes-forward =
    { $name_n ->
        [many] { $name } come forward
       *[one] { $name } comes forward
    }
number-means-to-bid =
    { $name_n ->
        [many] { $name } mean to bid
       *[one] { $name } means to bid
    }
number-bargains-since =
    { $name_n ->
        [many] { $name } bargain as if since
       *[one] { $name } bargains as if since
    }
number-pace = pace of the talks with { $name }
number-joins =
    { $name_n ->
        [many] { $name } join { $bidder }
       *[one] { $name } joins { $bidder }
    }
number-means-to-join =
    { $name_n ->
        [many] { $name } mean to join { $bidder }
       *[one] { $name } means to join { $bidder }
    }
number-brings =
    { $name_n ->
        [many] what { $name } add to { OWNER($other) } bid
       *[one] what { $name } adds to { OWNER($other) } bid
    }
number-considers-joining =
    { $name_n ->
        [many] { $name } consider joining { $other }
       *[one] { $name } considers joining { $other }
    }
number-would-join = { $name } would join { $other }
number-review-days = length of { OWNER($name) } review
number-closing-days = time from signing to closing
number-issued = date of issue of { $title }
number-due = deadline of { $title }
number-term = time given by { $title }
number-warning = warning before { $title }
number-extension-max = longest extension of { $title }
number-extension-agreed = extension of { $title } once terms are agreed
number-extension-talking = extension of { $title } while talks are open
number-extension-idle = extension of { $title } without talks
number-suspension-max = longest suspension of { $title }
number-trustee-days = trustee's time under { $title }
number-suspension = each suspension of { $title }
number-suit-days = wait before { $title }
number-suit-real = { $title } is brought
number-motion-days = wait before the motion ({ $title })
number-ruling-days = wait for the ruling ({ $title })
number-appeal-real = the loser appeals ({ $title })
number-appeal-days = wait for the appeal ({ $title })
number-signal-day = date of “{ $text }”
number-signal-real = whether “{ $text }”
number-signal-belief = belief in “{ $text }”
number-signal-move = change of { $gauge } after “{ $text }”
number-gauge-start = { $gauge } at the start
number-chance-day = date of “{ $title }”
number-odds = probability of { $label }
number-pull = effect of { $gauge } on the probability of { $label }
odds-of-deadline = “{ $result }” at the deadline of { $title }
odds-of-grant = a grant ({ $title })
odds-of-reversal = a reversal ({ $title })
odds-of-chance = “{ $result }” ({ $title })
odds-of-something = something

## Decrees

in-force-since = in force since { $date }: { $decree }
in-force-since-due = in force since { $date }: { $decree }, with a deadline of { $due }
in-force-since-starts = issued on { $date }: { $decree }, to take effect on { $due }
issued =
    { $issuer_n ->
        [many] { $issuer } issue { $decree }
       *[one] { $issuer } issues { $decree }
    }
issued-open-ended =
    { $issuer_n ->
        [many] { $issuer } issue { $decree }, with no deadline
       *[one] { $issuer } issues { $decree }, with no deadline
    }
issued-due =
    { $issuer_n ->
        [many] { $issuer } issue { $decree }; the deadline is { $due }, in { $left }
       *[one] { $issuer } issues { $decree }; the deadline is { $due }, in { $left }
    }
issued-starts =
    { $issuer_n ->
        [many] { $issuer } issue { $decree }, to take effect on { $due }, in { $left }
       *[one] { $issuer } issues { $decree }, to take effect on { $due }, in { $left }
    }
due-tomorrow = the deadline of { $decree } is tomorrow
due-in =
    { $left ->
        [one] { $left } day remains before the deadline of { $decree } on { $due }
       *[other] { $left } days remain before the deadline of { $decree } on { $due }
    }
due-soon = the deadline of { $decree } is near
starts-tomorrow =
    { $decree_n ->
        [many] { $decree } take effect tomorrow
       *[one] { $decree } takes effect tomorrow
    }
starts-in =
    { $decree_n ->
        [many] { $decree } take effect in { $left }, on { $due }
       *[one] { $decree } takes effect in { $left }, on { $due }
    }
starts-soon =
    { $decree_n ->
        [many] { $decree } take effect soon
       *[one] { $decree } takes effect soon
    }
extension-asked =
    { $by_n ->
        [many] { $by } ask { $authority } to extend the deadline of { $decree }
       *[one] { $by } asks { $authority } to extend the deadline of { $decree }
    }
delay-asked =
    { $by_n ->
        [many] { $by } ask { $authority } to delay { $decree }
       *[one] { $by } asks { $authority } to delay { $decree }
    }
extended =
    { $authority_n ->
        [many] { $authority } extend the deadline of { $decree } by { $by }, to { $to }
       *[one] { $authority } extends the deadline of { $decree } by { $by }, to { $to }
    }
delayed =
    { $authority_n ->
        [many] { $authority } delay { $decree } by { $by }, to { $to }
       *[one] { $authority } delays { $decree } by { $by }, to { $to }
    }
extension-refused =
    { $authority_n ->
        [many] { $authority } refuse to extend the deadline of { $decree }
       *[one] { $authority } refuses to extend the deadline of { $decree }
    }
delay-refused =
    { $authority_n ->
        [many] { $authority } refuse to delay { $decree }
       *[one] { $authority } refuses to delay { $decree }
    }
deadline-passed = the deadline of { $decree } passes
deadline-passed-stopped = the deadline of { $decree } passes, but an injunction stops the decree
start-date-reached = the date set for { $decree } arrives
in-force =
    { $decree_n ->
        [many] { $decree } take effect
       *[one] { $decree } takes effect
    }
enforced =
    { $issuer_n ->
        [many] { $issuer } enforce { $decree }
       *[one] { $issuer } enforces { $decree }
    }
lapsed = nobody enforces { $decree } after the deadline
revoked =
    { $issuer_n ->
        [many] { $issuer } revoke { $decree }
       *[one] { $issuer } revokes { $decree }
    }
revoked-with =
    { $decree_n ->
        [many] with { $parent }, { $decree } end too
       *[one] with { $parent }, { $decree } ends too
    }
satisfied = the sale satisfies { $decree }
satisfied-with = the sale also satisfies { $decree }
annulled =
    { $court_n ->
        [many] { $court } annul { $decree }
       *[one] { $court } annuls { $decree }
    }
annulled-with =
    { $decree_n ->
        [many] with { $parent }, { $decree } are annulled too
       *[one] with { $parent }, { $decree } is annulled too
    }
the-trustee = the trustee
trustee-appointed-enforce =
    { $trustee_n ->
        [many] the deadline has passed: { $trustee } sell for { $sellers } until { $until }; without a sale, { $decree } { $decree_n ->
                [many] are
               *[one] is
            } enforced
       *[one] the deadline has passed: { $trustee } sells for { $sellers } until { $until }; without a sale, { $decree } { $decree_n ->
                [many] are
               *[one] is
            } enforced
    }
trustee-appointed-lapse =
    { $trustee_n ->
        [many] the deadline has passed: { $trustee } sell for { $sellers } until { $until }; without a sale, { $decree } { $decree_n ->
                [many] lapse
               *[one] lapses
            }
       *[one] the deadline has passed: { $trustee } sells for { $sellers } until { $until }; without a sale, { $decree } { $decree_n ->
                [many] lapse
               *[one] lapses
            }
    }
trustee-time-ended = { OWNER($trustee) } time to sell runs out
enjoined = an injunction stops { $decree }
injunction-lifted = the injunction against { $decree } is lifted
suspended =
    { $authority_n ->
        [many] { $authority } suspend enforcement of { $decree } until { $until }
       *[one] { $authority } suspends enforcement of { $decree } until { $until }
    }
suspended-again =
    { $authority_n ->
        [many] { $authority } extend the suspension of { $decree } until { $until }
       *[one] { $authority } extends the suspension of { $decree } until { $until }
    }

## Courts

court-of-appeal = the court of appeal
suit-filed =
    { $plaintiff_n ->
        [many] { $plaintiff } go to court: { $title }
       *[one] { $plaintiff } goes to court: { $title }
    }
suit-withdrawn =
    { $plaintiff_n ->
        [many] { $plaintiff } drop their case, { $title }
       *[one] { $plaintiff } drops its case, { $title }
    }
suit-mooted = { $title } falls away: nothing is left for { $court } to decide
motion-filed =
    { $plaintiff_n ->
        [many] { $plaintiff } file a motion with { $court } ({ $title }); the ruling is due on { $date }
       *[one] { $plaintiff } files a motion with { $court } ({ $title }); the ruling is due on { $date }
    }
motion-granted =
    { $court_n ->
        [many] { $court } grant { OWNER($plaintiff) } motion ({ $title })
       *[one] { $court } grants { OWNER($plaintiff) } motion ({ $title })
    }
motion-denied =
    { $court_n ->
        [many] { $court } deny { OWNER($plaintiff) } motion ({ $title })
       *[one] { $court } denies { OWNER($plaintiff) } motion ({ $title })
    }
appeal-filed =
    { $by_n ->
        [many] { $by } appeal to { $court } ({ $title }); the decision is due on { $date }
       *[one] { $by } appeals to { $court } ({ $title }); the decision is due on { $date }
    }
appeal-affirmed =
    { $court_n ->
        [many] { $court } uphold the ruling on { OWNER($plaintiff) } motion ({ $title })
       *[one] { $court } upholds the ruling on { OWNER($plaintiff) } motion ({ $title })
    }
appeal-reversed =
    { $court_n ->
        [many] { $court } reverse the ruling on { OWNER($plaintiff) } motion ({ $title })
       *[one] { $court } reverses the ruling on { OWNER($plaintiff) } motion ({ $title })
    }

## Terms

term = { $issue } { $option }
term-apart = { $issue }: { $option }
term-no-price = no price paid
change-number = { $issue } from { $old } to { $new }
change-option = { $issue } { $new } instead of { $old }
change-apart = { $issue } now { $new } instead of { $old }
## Talks

talks-with = { $bidder } with { $seller }
talks-of-two = { $bidder } (with { $seller })
bid = { OWNER($bidder) } bid
bid-to = { OWNER($bidder) } bid to { $seller }
talks-opened =
    { $bidder_n ->
        [many] { $bidder } come forward to bid for { $asset }
       *[one] { $bidder } comes forward to bid for { $asset }
    }
talks-reopened =
    { $bidder_n ->
        [many] { $bidder } return to the talks with { $seller }
       *[one] { $bidder } returns to the talks with { $seller }
    }
talks-opened-with =
    { $bidder_n ->
        [many] { $bidder } come forward to bid for what { $seller } sells
       *[one] { $bidder } comes forward to bid for what { $seller } sells
    }
bid-first =
    { $by_n ->
        [many] { $by } offer { $to } { $price } for { $asset }
       *[one] { $by } offers { $to } { $price } for { $asset }
    }
bid-first-on =
    { $by_n ->
        [many] { $by } offer { $to } { $price } for { $asset } ({ $terms })
       *[one] { $by } offers { $to } { $price } for { $asset } ({ $terms })
    }
bid-first-free =
    { $by_n ->
        [many] { $by } make { $to } an offer for { $asset } ({ $terms })
       *[one] { $by } makes { $to } an offer for { $asset } ({ $terms })
    }
ask-first =
    { $by_n ->
        [many] { $by } want { $price } from { $to } for { $asset }
       *[one] { $by } wants { $price } from { $to } for { $asset }
    }
ask-first-on =
    { $by_n ->
        [many] { $by } want { $price } from { $to } for { $asset } ({ $terms })
       *[one] { $by } wants { $price } from { $to } for { $asset } ({ $terms })
    }
ask-first-free =
    { $by_n ->
        [many] { $by } name their terms to { $to } for { $asset } ({ $terms })
       *[one] { $by } names its terms to { $to } for { $asset } ({ $terms })
    }
bid-repeated =
    { $by_n ->
        [many] { $by } repeat their offer to { $to }
       *[one] { $by } repeats its offer to { $to }
    }
ask-repeated =
    { $by_n ->
        [many] { $by } repeat their terms to { $to }
       *[one] { $by } repeats its terms to { $to }
    }
bid-changed =
    { $by_n ->
        [many] { $by } change their offer to { $to }: { $changes }
       *[one] { $by } changes its offer to { $to }: { $changes }
    }
ask-changed =
    { $by_n ->
        [many] { $by } change their terms for { $to }: { $changes }
       *[one] { $by } changes its terms for { $to }: { $changes }
    }
bid-raised =
    { $by_n ->
        [many] { $by } raise their bid to { $to } from { $old } to { $new }
       *[one] { $by } raises its bid to { $to } from { $old } to { $new }
    }
bid-lowered =
    { $by_n ->
        [many] { $by } lower their bid to { $to } from { $old } to { $new }
       *[one] { $by } lowers its bid to { $to } from { $old } to { $new }
    }
ask-raised =
    { $by_n ->
        [many] { $by } raise their price for { $to } from { $old } to { $new }
       *[one] { $by } raises its price for { $to } from { $old } to { $new }
    }
ask-lowered =
    { $by_n ->
        [many] { $by } lower their price for { $to } from { $old } to { $new }
       *[one] { $by } lowers its price for { $to } from { $old } to { $new }
    }
term-raised =
    { $by_n ->
        [many] in their talks with { $to }, { $by } raise the { $issue } from { $old } to { $new }
       *[one] in its talks with { $to }, { $by } raises the { $issue } from { $old } to { $new }
    }
term-lowered =
    { $by_n ->
        [many] in their talks with { $to }, { $by } lower the { $issue } from { $old } to { $new }
       *[one] in its talks with { $to }, { $by } lowers the { $issue } from { $old } to { $new }
    }
bid-for-others =
    { $by_n ->
        [many] { $by } now offer { $to } { $price } for { $asset }
       *[one] { $by } now offers { $to } { $price } for { $asset }
    }
bid-for-others-on =
    { $by_n ->
        [many] { $by } now offer { $to } { $price } for { $asset } ({ $changes })
       *[one] { $by } now offers { $to } { $price } for { $asset } ({ $changes })
    }
ask-for-others =
    { $by_n ->
        [many] { $by } now want { $price } from { $to } for { $asset }
       *[one] { $by } now wants { $price } from { $to } for { $asset }
    }
ask-for-others-on =
    { $by_n ->
        [many] { $by } now want { $price } from { $to } for { $asset } ({ $changes })
       *[one] { $by } now wants { $price } from { $to } for { $asset } ({ $changes })
    }
talks-ended =
    { $by_n ->
        [many] { $by } break off their talks with { $other }
       *[one] { $by } breaks off its talks with { $other }
    }
talks-resumed = { $bidder } and { $seller } keep talking; { OWNER($bidder) } next offer is due by { $date }
talks-broken-off = broken off
talks-merged = merged into { OWNER($bidder) } bid
agreed = { $seller } and { $bidder } agree on terms: { $terms }
agreed-by-all = all who vote agree on these terms: { $terms }
agreed-by-vote =
    { $ayes_n ->
        [many] { $ayes } agree on these terms, against { $noes }: { $terms }
       *[one] { $ayes } agrees on these terms, against { $noes }: { $terms }
    }
signed =
    { $by_n ->
        [many] { $by } sign the deal
       *[one] { $by } signs the deal
    }
signed-with =
    { $by_n ->
        [many] { $by } sign their deal with { $other }
       *[one] { $by } signs its deal with { $other }
    }
signed-of =
    { $by_n ->
        [many] { $by } sign the deal between { $bidder } and { $seller }
       *[one] { $by } signs the deal between { $bidder } and { $seller }
    }
fully-signed = { $deal } now has every signature it needs
fully-signed-of = the deal between { $bidder } and { $seller } now has every signature it needs
signing-refused =
    { $by_n ->
        [many] { $by } refuse to sign { $deal }
       *[one] { $by } refuses to sign { $deal }
    }
signing-refused-over =
    { $by_n ->
        [many] { $by } refuse to sign { $deal } over one of its terms: { $issue }
       *[one] { $by } refuses to sign { $deal } over one of its terms: { $issue }
    }
agreement-dropped =
    { $by_n ->
        [many] { $by } walk away from the agreement with { $other }
       *[one] { $by } walks away from the agreement with { $other }
    }
closing-set = the deal will close on { $date }
closing-set-with = { $deal } will close on { $date }
closing-set-of = the deal between { $bidder } and { $seller } will close on { $date }
sold =
    { $bidder_n ->
        [many] the sale closes: { $bidder } buy { $asset } for { $price }
       *[one] the sale closes: { $bidder } buys { $asset } for { $price }
    }
sold-free =
    { $bidder_n ->
        [many] the sale closes: { $bidder } take over { $asset }
       *[one] the sale closes: { $bidder } takes over { $asset }
    }
lots-of = { $lots } from { $owner }
lots-sold =
    { $bidder_n ->
        [many] a sale closes: { $bidder } buy { $lots } for { $price }; the rest is still for sale
       *[one] a sale closes: { $bidder } buys { $lots } for { $price }; the rest is still for sale
    }
lots-sold-free =
    { $bidder_n ->
        [many] a sale closes: { $bidder } take over { $lots }; the rest is still for sale
       *[one] a sale closes: { $bidder } takes over { $lots }; the rest is still for sale
    }
last-lots-sold =
    { $bidder_n ->
        [many] the last sale closes: { $bidder } buy { $lots } for { $price }; nothing is left to sell
       *[one] the last sale closes: { $bidder } buys { $lots } for { $price }; nothing is left to sell
    }
last-lots-sold-free =
    { $bidder_n ->
        [many] the last sale closes: { $bidder } take over { $lots }; nothing is left to sell
       *[one] the last sale closes: { $bidder } takes over { $lots }; nothing is left to sell
    }
spin-off-planned =
    { $seller_n ->
        [many] { $seller } decide to spin off { $asset } to their shareholders, with no price paid
       *[one] { $seller } decides to spin off { $asset } to its shareholders, with no price paid
    }
spin-off-planned-on =
    { $seller_n ->
        [many] { $seller } decide to spin off { $asset } to their shareholders, with no price paid ({ $terms })
       *[one] { $seller } decides to spin off { $asset } to its shareholders, with no price paid ({ $terms })
    }
spun-off = the spin-off is complete: { $asset } now belongs to { $holders }
buyer-failed =
    { $bidder_n ->
        [many] { $bidder } fail: { $asset } goes back to { $owner }
       *[one] { $bidder } fails: { $asset } goes back to { $owner }
    }
buyer-failed-estate =
    { $bidder_n ->
        [many] { $bidder } fail, and { $estate } is to sell { $asset } again
       *[one] { $bidder } fails, and { $estate } is to sell { $asset } again
    }
the-deal = the deal
the-spin-off = the spin-off
deal-with = the deal with { $bidder }
deal-of = the deal between { $bidder } and { $seller }
review-opened =
    { $authority_n ->
        [many] { $authority } begin to review { $deal }; their decision is due on { $date }
       *[one] { $authority } begins to review { $deal }; its decision is due on { $date }
    }
approved =
    { $authority_n ->
        [many] { $authority } approve { $deal }
       *[one] { $authority } approves { $deal }
    }
blocked =
    { $authority_n ->
        [many] { $authority } block { $deal }
       *[one] { $authority } blocks { $deal }
    }
blocked-over =
    { $authority_n ->
        [many] { $authority } block { $deal } over one of its terms: { $issue } ({ $option })
       *[one] { $authority } blocks { $deal } over one of its terms: { $issue } ({ $option })
    }
blocked-over-issue =
    { $authority_n ->
        [many] { $authority } block { $deal } over one of its terms: { $issue }
       *[one] { $authority } blocks { $deal } over one of its terms: { $issue }
    }

## Auction

auction-opened-dutch = the auction of { $asset } opens: the clock starts at { $amount } and falls until somebody stops it, by { $date } at the latest
auction-opened-english = the auction of { $asset } opens with bids from { $amount } up; the first round ends on { $date }
auction-opened-sealed = the auction of { $asset } opens; sealed bids from { $amount } up are due on { $date }
clock-falls = the clock falls to { $amount }
round-english = another round begins: { $amount } is asked by { $date }
round-last = the last round begins; best and final bids are due on { $date }
round-sealed = another round of sealed bids begins; they are due on { $date }
auction-clock-stopped =
    { $bidder_n ->
        [many] { $bidder } stop the clock at { $amount }
       *[one] { $bidder } stops the clock at { $amount }
    }
auction-bid =
    { $bidder_n ->
        [many] { $bidder } bid { $amount }
       *[one] { $bidder } bids { $amount }
    }
auction-bid-sealed =
    { $bidder_n ->
        [many] { $bidder } hand in a sealed bid of { $amount }
       *[one] { $bidder } hands in a sealed bid of { $amount }
    }
auction-bid-opened =
    { $seller_n ->
        [many] { $seller } open { OWNER($bidder) } bid: { $amount }
       *[one] { $seller } opens { OWNER($bidder) } bid: { $amount }
    }
auction-withdrew =
    { $bidder_n ->
        [many] { $bidder } make no further bids
       *[one] { $bidder } makes no further bids
    }
auction-out =
    { $bidder_n ->
        [many] { $bidder } are out of the auction
       *[one] { $bidder } is out of the auction
    }
auction-won =
    { $bidder_n ->
        [many] { $bidder } win the auction at { $amount }
       *[one] { $bidder } wins the auction at { $amount }
    }
auction-won-next =
    { $bidder_n ->
        [many] { $bidder } are next in line and win the auction at { $amount }
       *[one] { $bidder } is next in line and wins the auction at { $amount }
    }
auction-lot-unsold = no bid for { $lot } is high enough
auction-failed = the auction fails: no remaining bid is high enough

## Coalitions

backer-joined =
    { $backer_n ->
        [many] { $backer } join { $bid }
       *[one] { $backer } joins { $bid }
    }
backer-left =
    { $backer_n ->
        [many] { $backer } leave { $bid }
       *[one] { $backer } leaves { $bid }
    }
backer-invited =
    { $bidder_n ->
        [many] { $bidder } invite { $backer } to join their bid
       *[one] { $bidder } invites { $backer } to join its bid
    }
backer-invited-to =
    { $bidder_n ->
        [many] { $bidder } invite { $backer } to join their bid to { $seller }
       *[one] { $bidder } invites { $backer } to join its bid to { $seller }
    }
invitation-declined =
    { $backer_n ->
        [many] { $backer } decline to join { $bid }
       *[one] { $backer } declines to join { $bid }
    }
backer-is-in =
    { $backer_n ->
        [many] { $backer } have joined
       *[one] { $backer } has joined
    }
backer-may-be-invited = { $backer } may be invited
backer-is-invited =
    { $backer_n ->
        [many] { $backer } are invited
       *[one] { $backer } is invited
    }
backer-has-declined =
    { $backer_n ->
        [many] { $backer } have declined
       *[one] { $backer } has declined
    }
merger-proposed =
    { $bidder_n ->
        [many] { $bidder } propose to merge with { $bid } for { $part } more than their walk-away; the answer is due by { $date }
       *[one] { $bidder } proposes to merge with { $bid } for { $part } more than its walk-away; the answer is due by { $date }
    }
merger-proposed-asks =
    { $bidder_n ->
        [many] { $bidder } propose to merge with { $bid } for { $part } more than their walk-away, if { $seller } { $seller_n ->
                [many] consent
               *[one] consents
            }; the answer is due by { $date }
       *[one] { $bidder } proposes to merge with { $bid } for { $part } more than its walk-away, if { $seller } { $seller_n ->
                [many] consent
               *[one] consents
            }; the answer is due by { $date }
    }
merger-allowed =
    { $seller_n ->
        [many] { $seller } allow { $bidder } to bid together with { $other }
       *[one] { $seller } allows { $bidder } to bid together with { $other }
    }
merger-accepted =
    { $by_n ->
        [many] { $by } accept { $bidder } as a partner in their bid
       *[one] { $by } accepts { $bidder } as a partner in its bid
    }
merger-withdrawn =
    { $bidder_n ->
        [many] { $bidder } withdraw their proposal to { $other }
       *[one] { $bidder } withdraws its proposal to { $other }
    }
merger-declined =
    { $by_n ->
        [many] { $by } refuse to let { $bidder } merge with { $bid }
       *[one] { $by } refuses to let { $bidder } merge with { $bid }
    }
merged =
    { $bidder_n ->
        [many] { $bidder } merge with { $bid }: from now on they bid as one
       *[one] { $bidder } merges with { $bid }: from now on they bid as one
    }
merger-brings = adds { $points }
merger-gets = gets { $points } more than its walk-away
merger-if = if it joins
merger-was-declined = declined
merger-apart = separated again
answer-due = the answer is due by { $date }

## Conference

all-signatories = all signatories
conference-opened = { $members } meet at one table; { $first } is to table the first text by { $date }
text-tabled =
    { $by_n ->
        [many] { $by } table a text: { $terms }
       *[one] { $by } tables a text: { $terms }
    }
text-changed =
    { $by_n ->
        [many] { $by } table a changed text: { $changes }
       *[one] { $by } tables a changed text: { $changes }
    }
text-repeated =
    { $by_n ->
        [many] { $by } table the same text again
       *[one] { $by } tables the same text again
    }
voted-for =
    { $by_n ->
        [many] { $by } vote for the text
       *[one] { $by } votes for the text
    }
voted-against =
    { $by_n ->
        [many] { $by } vote against the text
       *[one] { $by } votes against the text
    }
text-stands = every member prefers this text to the one before, so it stands
text-failed = the text fails
text-failed-alone = the text fails: nobody supports it
text-failed-few =
    { $ayes_n ->
        [many] the text fails: only { $ayes } support it
       *[one] the text fails: only { $ayes } supports it
    }
turn-passed =
    { $by_n ->
        [many] { $by } table no text
       *[one] { $by } tables no text
    }
conference-closed = the conference ends without an agreed text; seller and bidder continue alone

## What a seat may do, as words for a menu

do-seat-bot = give { $seat } to a bot
do-seat-person = give { $seat } to a person
do-seat-script = give { $seat } to a script
do-seat-program = give { $seat } to a program
do-seat-nobody = leave { $seat } empty
do-open = open play
do-advance = let time go on to { $moment }
do-draw = draw { $matter }
do-settle = settle { $matter } (“{ $result }”)
do-issue = issue { $decree }
do-extend =
    { $days ->
        [one] extend the deadline of { $decree } by { $days } day
       *[other] extend the deadline of { $decree } by { $days } days
    }
do-delay =
    { $days ->
        [one] delay { $decree } by { $days } day
       *[other] delay { $decree } by { $days } days
    }
do-deny-extension = refuse to extend the deadline of { $decree }
do-deny-delay = refuse to delay { $decree }
do-revoke = revoke { $decree }
do-enforce = enforce { $decree }
do-approve = approve { $deal }
do-block = block { $deal }
do-block-over = block { $deal } over one of its terms: { $issue }
do-open-talks = come forward to bid for { $asset }
do-open-talks-with = come forward to bid for what { $seller } sells
do-offer = offer { $other } these terms: { $terms }
do-accept = accept { OWNER($other) } offer
do-end-talks = break off talks with { $other }
do-join = join { $bid }
do-leave = leave { $bid }
do-sign = sign the deal
do-sign-with = sign the deal with { $other }
do-sign-of = sign the deal between { $bidder } and { $seller }
do-refuse-to-sign = refuse to sign { $deal }
do-refuse-to-sign-over = refuse to sign { $deal } over one of its terms: { $issue }
do-drop = walk away from the agreement
do-drop-with = walk away from the agreement with { $other }
do-ask-extension = ask to extend the deadline of { $decree }
do-ask-delay = ask to delay { $decree }
do-sue = go to court: { $title }
do-withdraw = drop the case, { $title }
do-move = file a motion ({ $title })
do-grant = grant { OWNER($plaintiff) } motion ({ $title })
do-deny = deny { OWNER($plaintiff) } motion ({ $title })
do-appeal = appeal against the ruling on { OWNER($plaintiff) } motion ({ $title })
do-affirm = uphold the ruling on { OWNER($plaintiff) } motion ({ $title })
do-reverse = reverse the ruling on { OWNER($plaintiff) } motion ({ $title })
do-table = table a text: { $terms }
do-vote-for = vote for the text on the table
do-vote-against = vote against the text on the table
do-say = say: { $text }
do-leak = leak: { $text }
do-announce = announce: { $text }
do-suspend =
    { $days ->
        [one] suspend enforcement of { $decree } for { $days } day
       *[other] suspend enforcement of { $decree } for { $days } days
    }
do-open-auction = open the auction of { $asset }
do-bid = bid { $amount }
do-pass-auction = make no further bids in the auction
do-invite = invite { $backer } to join your bid
do-decline-invitation = decline to join { $bid }
do-propose-merger = propose to merge with { $bid }
do-accept-merger = accept { $bidder } as a partner in the bid
do-withdraw-merger = withdraw the merger that you proposed
do-decline-merger = refuse to let { $bidder } merge the bids
do-spin-off = spin off { $asset } to { $holders }: { $terms }

## Stories

said-again =
    { $times ->
        [2] { $clause }, twice
       *[other] { $clause }, { $times } times
    }
worth = worth { $sides }
worth-to = { $points } to { $seat } (walk-away { $walk_away })
span-and-seed = { $from } to { $to } · seed { $seed }
at-the-table = At the table
what-the-seed-drew = What the seed drew
what-points-are = Points are what a deal is worth to a party on its own score sheet; its walk-away is the fewest points that it accepts.
from-to = { $from } to { $to }

## How things stand at the end, in a column

standing-bought = sold { $date }
standing-merged = merged { $date }
standing-broken-off = broken off { $date }
standing-due = due { $date }
standing-ended = { $how } { $date }
standing-agreed = agreed
standing-open = open
standing-no-deadline = no deadline
standing-in-force = in force
standing-stopped = stopped
date-short = { $day } { $month } { $year }

## Why it ended so

at-the-end = at the end
run-not-over = the run is not over yet
factor-agreed = { $seller } and { $bidder } agree on terms
factor-satisfied-stopped = the sale satisfies { $decree }, whose deadline an injunction had stopped
still-stopped = an injunction still stops { $decree }
still-in-force =
    { $decree_n ->
        [many] { $decree } are in force
       *[one] { $decree } is in force
    }
still-suspended-until =
    { $decree_n ->
        [many] { $decree } are not enforced until { $date }
       *[one] { $decree } is not enforced until { $date }
    }
still-suspended =
    { $decree_n ->
        [many] { $decree } are not enforced for now
       *[one] { $decree } is not enforced for now
    }
still-due = the deadline of { $decree } is still ahead: { $date }
still-stands =
    { $decree_n ->
        [many] { $decree } still stand
       *[one] { $decree } still stands
    }
headline-sold =
    { $bidder_n ->
        [many] { $bidder } buy { $asset } for { $price }
       *[one] { $bidder } buys { $asset } for { $price }
    }
headline-sold-free =
    { $bidder_n ->
        [many] { $bidder } take over { $asset }
       *[one] { $bidder } takes over { $asset }
    }
headline-sold-satisfies =
    { $bidder_n ->
        [many] { $bidder } buy { $asset } for { $price }, which satisfies { $decree }
       *[one] { $bidder } buys { $asset } for { $price }, which satisfies { $decree }
    }
headline-sold-free-satisfies =
    { $bidder_n ->
        [many] { $bidder } take over { $asset }, which satisfies { $decree }
       *[one] { $bidder } takes over { $asset }, which satisfies { $decree }
    }
headline-spin-off =
    { $owner_n ->
        [many] { $owner } spin off { $asset } to their shareholders
       *[one] { $owner } spins off { $asset } to its shareholders
    }
headline-spin-off-satisfies =
    { $owner_n ->
        [many] { $owner } spin off { $asset } to their shareholders, which satisfies { $decree }
       *[one] { $owner } spins off { $asset } to its shareholders, which satisfies { $decree }
    }
all-lots-sold =
    { $buyers_n ->
        [many] { $buyers } buy all lots between them
       *[one] { $buyers } buys every lot
    }
lots-unsold = nobody buys { $lots }; all other lots are sold
lots-unsold-many = nobody buys { $count } of the { $of } lots
no-sale-blocked = { $again ->
        [second] there is no second sale:
       *[first] there is no sale:
    } { $authority } { $authority_n ->
        [many] block
       *[one] blocks
    } the deal with { $bidder }
no-sale-blocked-over = { $again ->
        [second] there is no second sale:
       *[first] there is no sale:
    } { $authority } { $authority_n ->
        [many] block
       *[one] blocks
    } the deal with { $bidder } over one term: { $issue }
no-sale-blocked-again = { $again ->
        [second] there is no second sale:
       *[first] there is no sale:
    } { $count } agreements fail, the last because { $authority } { $authority_n ->
        [many] block
       *[one] blocks
    } the deal with { $bidder } over: { $issue }
no-sale-dropped = { $again ->
        [second] there is no second sale:
       *[first] there is no sale:
    } { $by } { $by_n ->
        [many] walk
       *[one] walks
    } away from the agreement with { $other }
no-sale-dropped-again = { $again ->
        [second] there is no second sale:
       *[first] there is no sale:
    } { $count } agreements fail, the last because { $by } { $by_n ->
        [many] walk
       *[one] walks
    } away from the one with { $other }
no-sale-nobody-came = { $again ->
        [second] there is no second sale: no bidder comes forward
       *[first] there is no sale: no bidder comes forward
    }
no-sale-no-offer = { $again ->
        [second] there is no second sale: nobody makes an offer
       *[first] there is no sale: nobody makes an offer
    }
no-sale-no-bid = { $again ->
        [second] there is no second sale: no bidder makes an offer
       *[first] there is no sale: no bidder makes an offer
    }
no-sale-last-bid = { $again ->
        [second] there is no second sale:
       *[first] there is no sale:
    } { $count ->
        [one] the only offer, from { $bidder }, is not accepted
       *[other] none of { $count } offers is accepted; the last bid is { OWNER($bidder) }
    }
no-sale-too-low = { $again ->
        [second] there is no second sale:
       *[first] there is no sale:
    } the best bid, from { $bidder }, is worth { $worth } to { $seller }, which { $seller_n ->
        [many] need
       *[one] needs
    } at least { $wants }
no-sale-not-accepted = { $again ->
        [second] there is no second sale:
       *[first] there is no sale:
    } no agreement, though the best bid, from { $bidder }, is worth { $worth } points to { $seller } (walk-away { $wants })
best-bid = the best bid was { OWNER($bidder) }
best-bid-worth = the best bid, from { $bidder }, was worth { $worth } points to { $seller }, which needed at least { $wants }
terms-worth = the terms are worth { $sides }
unclosed = { $deal } does not close before time runs out
unclosed-late = { $deal } does not close in time: its closing was set for { $date }
unclosed-unsigned = { $deal } does not close: { $signers } { $signers_n ->
        [many] have
       *[one] has
    } not signed it
unclosed-unsigned-many = { $deal } does not close: { $count } signatures are missing
unclosed-undecided = { $deal } does not close: { $authorities } { $authorities_n ->
        [many] have
       *[one] has
    } not decided on it
unclosed-unsigned-undecided = { $deal } does not close: { $signers } { $signers_n ->
        [many] have
       *[one] has
    } not signed it, and { $authorities } { $authorities_n ->
        [many] have
       *[one] has
    } not decided on it

## The end of a story

outcome-head = Outcome: { $title }
outcome-head-historical = Outcome: { $title } (as in history)
row-why = why
row-ends-on = ends on
row-stands-at = stands at
row-buyer = buyer
row-closes-on = closes on
what-led-there = What led there
to-repeat = Seed { $seed }. To repeat this run:
column-party = party
column-points = points
column-agreed-terms = agreed terms
column-best-offer = best offer
column-walk-away = walk-away
just-enough = exactly its walk-away
points-above = { $gap } above
points-below = { $gap } below

## Pages

own-walk-away = own walk-away { $from } → { $to }
row-ended-on = ended on
row-closed-on = closed on
nobody = nobody
no-part = no part in it
nothing-came-of-it = { $what } (nothing came of it)
decisions =
    { $count ->
        [one] { $count } decision, as one would type it, with the reason that its seat gave.
       *[other] { $count } decisions, as one would type them, each with the reason that its seat gave.
    }

## Explanations

draw = draw { $address }, raw number { $raw }, at { $share } of its range
draw-odds = draw { $address }, raw number { $raw }, at { $share } of its range; up to { $odds } means “{ $result }”
entries =
    { $count ->
        [one] entry { $entries }
       *[other] entries { $entries }
    }
why-it-ended-so = Why the run ended so
run-begins = the run begins here
cause-not-recorded = what led to it is not recorded
what-led-to-it = What led to it, the latest first
more-offers =
    { $count ->
        [one] { $count } more offer between the two sides, entry { $first }
       *[other] { $count } more offers between the two sides, entries { $first } to { $last }
    }
because = because { $reason }

## Play: the table, its pages and what calls upon a person

play-greeting = Type `help` for what you can say and `legal` for what you may do now; an empty line lets time pass.
woken-early = You are needed before { $date }.
nothing-new = Nothing is new; `legal` lists what you may do.
other-is-to-answer = { $other } is to answer; an empty line lets time pass
belongs-to = that is for { $owner }; `legal` lists what is yours
come-forward-first = you may come forward first: `open-talks`
see-legal = `legal` lists what you may do now
your-walk-away-moved = Your walk-away is now { $now }; it was { $before }.
worth-to-you = worth { $points } to you; your walk-away is { $walk_away }
no-score-sheet = You keep no score sheet: you do not mind which terms are agreed.
you-do-not-mind = you do not mind
sheet-title = What terms are worth to you, in points, the best first
your-walk-away-means = Your walk-away is { $walk_away }: a deal worth less is worse for you than no deal.
nothing-to-do = There is nothing that you may do now; an empty line lets time pass.
do-extend-between = extend the deadline of { $decree } by { $least } to { $most } days
do-suspend-up-to =
    { $most ->
        [one] suspend enforcement of { $decree } for { $most } day
       *[other] suspend enforcement of { $decree } for up to { $most } days
    }
do-spin-off-own = spin off { $asset } to your own shareholders
do-offer-on = make an offer on { $issues }
do-table-on = table a text on { $issues }
do-stop-clock = stop the clock
do-bid-up-to = bid in the auction, at most { $most }
menu-title = What you may do now
total = total
in-talks-with = In the talks with { $other }
walk-away-against = Your walk-away is { $walk_away }: { $against }.
their-offer-worth = Their last offer is worth { $points }.
your-offer-worth = Your last offer is worth { $points }.
against-equal = no better and no worse than no deal
against-better = { $points } better than no deal
against-worse = { $points } worse than no deal
talks-heading = Talks with { $other }
same-terms = the same terms again
you = you
offer-line = { $date }, { $by }: { $terms }
offer-line-worth = { $date }, { $by } ({ $points }): { $terms }
no-offers-yet = There is no offer in your talks yet.
your-walk-away-is = Your walk-away is { $walk_away }.
result-no-sheet = You were { $seat }; you kept no score sheet.
result-deal = You were { $seat }. The deal is { $worth }: { $against }.
result-no-deal = You were { $seat }. You made no deal, which leaves you with your walk-away, { $walk_away }.
days-between = { $least }d to { $most }d
call-extension = you are asked to extend the deadline of { $decree }: `extend { $key } { $days }` or `deny { $key }`
in-brackets = {" "}({ $points })
in-brackets-to-you = {" "}({ $points } to you)
or-drop-out = {" "}or `drop-out` for good
or-else = {" "}or { $command }
call-clock = you may stop the clock until { $date }: `{ $bid }`{ $worth }{ $pass }
call-bid = you may bid until { $date }: `{ $bid }` or more{ $worth }{ $pass }
call-sign = the agreement with { $other }{ $worth } needs your signature: { $sign }{ $or }
call-sign-of = the agreement between { $bidder } and { $seller }{ $worth } needs your signature: { $sign }{ $or }
call-join = { $bidder } invites you to join its bid: { $yes } or { $no }
call-allow-merger = { $bidder } asks you to allow its merger with { OWNER($other) } bid by { $date }: { $yes } or { $no }
call-merger = { $bidder } proposes to merge its bid with yours by { $date }: it adds { $brings }, keeps { $part } of them and leaves you { $left }: { $yes } or { $no }
call-come-forward = you may come forward as a bidder: { $command }
call-review = you are to decide on the deal: { $yes } or { $no }
call-review-by = you are to decide on the deal by { $date }: { $yes } or { $no }
call-review-late = your decision on the deal was due on { $date }: { $yes } or { $no }
call-issue = { $decree } may now be issued: { $command }
call-rule = you are to rule on the motion ({ $title }): { $yes } or { $no }
call-appeal = you are to decide the appeal ({ $title }): { $yes } or { $no }
accept-or = `{ $command }`{ $worth } or{" "}
call-turn = it is your turn in the talks with { $other }: { $or }`{ $offer }`

## How things stand, in rows

status-issued = issued
status-extended = extended
status-in-force = in force
status-stopped = stopped by a court
status-satisfied = satisfied
status-enforced = enforced
status-lapsed = not enforced after its deadline
status-revoked = revoked
status-suspended = not enforced for now
status-annulled = annulled by a court
status-due = ; due on { $date }, { $left } left
status-request = ; an extension has been asked for
status-sold-out = over: everything is sold
status-open-since = open since { $date }
status-turn = { $turn }, due by { $date }
accept-no-less = { $points }: accept no less
row-together = together
worth-more-together = { $lots } are worth { $points } more together
not-sold = not sold
not-sold-by = not sold by { $seller }
from-seller = from { $seller }
together-with = with { $lots }
row-bid = bid { $bid }
row-bid-out = bid { $bid }, now out
row-out = out
row-won = { $bidder }, at { $price }
row-failed = no bid was high enough

merger-declined-own =
    { $by_n ->
        [many] { $by } refuse to merge bids with { $bidder }
       *[one] { $by } refuses to merge bids with { $bidder }
    }

bid-having =
    { $by_n ->
        [many] having bought { $had }, { $by } now offer { $to } { $price } for { $asset }
       *[one] having bought { $had }, { $by } now offers { $to } { $price } for { $asset }
    }
