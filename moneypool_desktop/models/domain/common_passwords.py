"""Words and patterns that open most guessing lists, and those a Kenyan group would think of first."""

COMMON = frozenset(
    """
    password passwort passw pass word admin administrator root user guest login welcome letmein master default changeme
    secret access test testing temp server system computer internet windows office microsoft google facebook samsung
    qwerty qwertyui qwertyuiop azerty asdf asdfgh asdfghjk asdfghjkl zxcv zxcvb zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc
    qweasd qweasdzxc poiuy lkjhg mnbvc abc abcd abcde abcdef abcdefg abcdefgh abcdefghijklmnopqrstuvwxyz
    iloveyou loveyou lovely love lover loveme sweetheart sweetie honey sugar babygirl baby angel princess prince queen
    king sunshine moonlight starwars superman batman spiderman pokemon naruto dragon monkey tiger lion shadow hunter
    ranger killer ninja hello hallo jambo mambo sasa poa trustno trustme whatever nothing something freedom forever
    football soccer baseball basketball hockey cricket rugby tennis arsenal chelsea liverpool manchester united madrid
    barcelona gormahia ronaldo messi michael jordan jennifer jessica ashley amanda nicole daniel thomas andrew joshua
    matthew robert charlie george william anthony jackson justin jasmine hannah samantha michelle summer winter spring
    autumn monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december flower butterfly rainbow chocolate cookie banana orange apple cheese
    pepper ginger purple yellow silver golden diamond mercedes toyota ferrari porsche mustang corvette harley yamaha
    honda suzuki nissan subaru money cash bank dollar shilling shillings millionaire success winner lucky happy family
    mother father mama baba mum mom dad brother sister friend friends jesus christ jesuschrist jesusislord godisgood god
    blessed blessing bless heaven faith grace hope trinity church bible amen hallelujah allah
    kenya mkenya nairobi mombasa kisumu nakuru eldoret thika machakos kiambu africa eastafrica harambee hakuna matata
    hakunamatata simba pumba safari safaricom airtel telkom mpesa pesa paybill tillnumber equity coop kcb mshwari fuliza
    chama chamaa kikundi group selfhelp umoja upendo amani tumaini imani baraka neema furaha pamoja maendeleo mungu yesu
    bwana asifiwe karibu asante rafiki jamii familia akiba hisa mchango mkopo harusi mwenyekiti mweka hazina katibu
    treasurer secretary chairman chairperson chairlady leader member members savings shares loan loans welfare
    contribution contributions moneypool pool desktop postgres postgresql database
    nywila neno lasiri siri fungua ingia
    """.split()  # noqa: SIM905 - words read better as words
)
