"""Parameters of an address that say where a reader came from and nothing of the page. Pure."""

import re

# By whom each is added, on any site, so that nobody has to look them up again.
_ANYWHERE = re.compile(
    "|".join(
        [
            "utm_[a-z_]+",  # campaigns, in the words of Urchin, now Google Analytics
            # The same in those of Matomo, once Piwik.
            "(?:mtm|matomo|pk|piwik)_(?:campaign|kwd|keyword|source|medium|content|cid)",
            "_ga|_gl",  # Google Analytics: the reader, handed on between two sites
            # Google Ads: the click, and the campaign.
            "gclid|gclsrc|dclid|gbraid|wbraid|gad_source|gad_campaignid",
            "srsltid",  # Google: the result of a search for goods
            "fbclid|igshid|igsh",  # Facebook and Instagram: the click, who shared
            "msclkid|twclid|ttclid|li_fat_id|rdt_cid|epik|sccid",  # other ads: the click
            "yclid|ysclid|_openstat",  # Yandex
            "mc_cid|mc_eid",  # Mailchimp: the letter, the reader
            "mkt_tok",  # Marketo: the letter and the reader
            "_hsenc|_hsmi|__hstc|__hssc|__hsfp|hsctatracking",  # HubSpot
            "vero_id|vero_conv|oly_anon_id|oly_enc_id|ml_subscriber(?:_hash)?",  # letters
            "ref_src|ref_url",  # X: on which page its button was
        ]
    ),
    re.IGNORECASE,
)
# What may mean something elsewhere: a branch, a page, a second of a film.
_ON_SITES = {
    "youtube.com": {"si", "feature", "pp", "ab_channel"},
    "youtu.be": {"si", "feature"},
    "open.spotify.com": {"si"},
    "x.com": {"s", "t"},
    "twitter.com": {"s", "t"},
    "linkedin.com": {"trk", "trackingid", "lipi"},
    "medium.com": {"source"},
    "reddit.com": {"share_id"},
}
_SITE = re.compile(r"(?:(?:www|m|music|mobile)\.)+")
# A site that links out writes its own name there, as Ghost does for every newsletter; a
# name without an ending may be a branch of a repository.
_REFERRER = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)


def is_telling(parameter: str, *, host: str) -> bool:
    """Whether the page may depend on it: "page=2", and not "utm_source=letter"."""
    name, _sign, value = parameter.partition("=")
    if not parameter or _ANYWHERE.fullmatch(name):
        return False
    prefix = _SITE.match(host)
    site = host[prefix.end() :] if prefix else host
    if name.lower() in _ON_SITES.get(site, ()):
        return False
    return not (name == "ref" and _REFERRER.fullmatch(value))
