namespace Assay.Licenses;

/// <summary>One licence of the index.</summary>
/// <param name="Id">Short identifier of the SPDX licence list, or <c>LicenseRef-</c> and a name of ours.</param>
/// <param name="Name">Its name.</param>
/// <param name="Family">What it asks for.</param>
/// <param name="Restrictions">What it does not allow.</param>
/// <param name="Text">The id under which its text is kept: licences of equal text share one (<c>GPL-2.0-or-later</c> and <c>GPL-2.0-only</c>).</param>
/// <param name="IsOsiApproved">On the list of the Open Source Initiative.</param>
/// <param name="IsDeprecated">The SPDX list has another id for it.</param>
/// <param name="Addresses">Where it is published, without scheme, <c>www.</c> and ending.</param>
public sealed record LicenseEntry(
    string Id, string Name, LicenseFamily Family, LicenseRestrictions Restrictions, string Text, bool IsOsiApproved, bool IsDeprecated, IReadOnlyList<string> Addresses);
