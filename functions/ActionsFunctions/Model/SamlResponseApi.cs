namespace ActionsFunctions.Model;

/// <summary><c>api.samlResponse</c>. Has an effect only where the application speaks SAML.</summary>
/// <param name="api">The api it belongs to.</param>
public readonly struct SamlResponseApi(PostLoginApi api)
{
    /// <summary>Sets an attribute: at most 100, names of 1 kB, values of 2 kB: text, number, boolean, null or a list of these.</summary>
    public PostLoginApi SetAttribute(string attribute, ClaimValue value) => api.Say(Command.SetSamlAttribute, attribute, value);

    /// <summary>How long the assertion holds.</summary>
    public PostLoginApi SetLifetimeInSeconds(int seconds) => api.Say("samlResponse.setLifetimeInSeconds", seconds);

    /// <summary>Where the subject's name is looked for, in this order.</summary>
    public PostLoginApi SetNameIdentifierProbes(params IReadOnlyList<string> probes) => api.Say("samlResponse.setNameIdentifierProbes", ClaimValue.Of(probes));

    /// <summary><c>rsa-sha256</c> or <c>rsa-sha1</c>.</summary>
    public PostLoginApi SetSignatureAlgorithm(string algorithm) => api.Say("samlResponse.setSignatureAlgorithm", algorithm);

    /// <summary><c>sha256</c> or <c>sha1</c>.</summary>
    public PostLoginApi SetDigestAlgorithm(string algorithm) => api.Say("samlResponse.setDigestAlgorithm", algorithm);

    /// <summary>Whom the assertion is for.</summary>
    public PostLoginApi SetAudience(string value) => api.Say("samlResponse.setAudience", value);

    /// <summary>Who receives the assertion.</summary>
    public PostLoginApi SetRecipient(string value) => api.Say("samlResponse.setRecipient", value);

    /// <summary>Who issues the assertion.</summary>
    public PostLoginApi SetIssuer(string value) => api.Say("samlResponse.setIssuer", value);

    /// <summary>Where the response is sent.</summary>
    public PostLoginApi SetDestination(string value) => api.Say("samlResponse.setDestination", value);

    /// <summary>Format of the subject's name.</summary>
    public PostLoginApi SetNameIdentifierFormat(string value) => api.Say("samlResponse.setNameIdentifierFormat", value);

    /// <summary>How the user authenticated.</summary>
    public PostLoginApi SetAuthnContextClassRef(string value) => api.Say("samlResponse.setAuthnContextClassRef", value);

    /// <summary>The certificate to sign with.</summary>
    public PostLoginApi SetCert(string value) => api.Say("samlResponse.setCert", value);

    /// <summary>The key to sign with.</summary>
    public PostLoginApi SetKey(string value) => api.Say("samlResponse.setKey", value);

    /// <summary>The certificate that requests are checked with.</summary>
    public PostLoginApi SetSigningCert(string value) => api.Say("samlResponse.setSigningCert", value);

    /// <summary>The certificate to encrypt for.</summary>
    public PostLoginApi SetEncryptionCert(string value) => api.Say("samlResponse.setEncryptionCert", value);

    /// <summary>The key to encrypt for.</summary>
    public PostLoginApi SetEncryptionPublicKey(string value) => api.Say("samlResponse.setEncryptionPublicKey", value);

    /// <summary>The RelayState of the response.</summary>
    public PostLoginApi SetRelayState(string value) => api.Say("samlResponse.setRelayState", value);

    /// <summary>Whether the response is signed rather than the assertion.</summary>
    public PostLoginApi SetSignResponse(bool value) => api.Say("samlResponse.setSignResponse", value);

    /// <summary>Whether a UPN claim is made.</summary>
    public PostLoginApi SetCreateUpnClaim(bool value) => api.Say("samlResponse.setCreateUpnClaim", value);

    /// <summary>Whether claims without a mapping are passed through.</summary>
    public PostLoginApi SetPassthroughClaimsWithNoMapping(bool value) => api.Say("samlResponse.setPassthroughClaimsWithNoMapping", value);

    /// <summary>Whether such claims keep their names.</summary>
    public PostLoginApi SetMapUnknownClaimsAsIs(bool value) => api.Say("samlResponse.setMapUnknownClaimsAsIs", value);

    /// <summary>Whether the user's identities are mapped.</summary>
    public PostLoginApi SetMapIdentities(bool value) => api.Say("samlResponse.setMapIdentities", value);

    /// <summary>Whether attributes carry a NameFormat.</summary>
    public PostLoginApi SetIncludeAttributeNameFormat(bool value) => api.Say("samlResponse.setIncludeAttributeNameFormat", value);

    /// <summary>Whether attributes carry an xs:type.</summary>
    public PostLoginApi SetTypedAttributes(bool value) => api.Say("samlResponse.setTypedAttributes", value);
}
