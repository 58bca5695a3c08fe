using System.Runtime.InteropServices;

namespace Assay.DotNet.Calls;

/// <summary>Notes while methods are walked which members of the same assembly each uses; <see cref="CodeLinkWriter"/> makes links of it.</summary>
internal sealed class InternalUses
{
    private readonly List<long> _uses = [];

    /// <summary>All uses: the row of the using method above, the member's number in the row space of <see cref="Metadata.MemberTable"/> below.</summary>
    public ReadOnlySpan<long> All => CollectionsMarshal.AsSpan(_uses);

    public void Add(int method, int member) => _uses.Add(((long)method << 32) | (uint)member);
}
