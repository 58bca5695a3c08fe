namespace Assay.Community.Index;

/// <summary>Which members depend on which ids, by the version that stands for each.</summary>
internal sealed class DependencyLists
{
    private readonly MemberTable _members;

    private DependencyLists(MemberTable members) => _members = members;

    public GroupedMembers ByDependency { get; } = new();

    public static DependencyLists Read(IndexDatabase database, MemberTable members, PrevalenceScope scope)
    {
        var lists = new DependencyLists(members);
        using var rows = new Rows(database, $"SELECT p.id, d.name FROM package p CROSS JOIN dependency d ON d.version = p.{scope.Standing} ORDER BY p.id");
        while (rows.Read())
        {
            var package = (int)rows.Number(0);
            if (members.Members.Contains(package))
            {
                lists.ByDependency.Add(rows.Bytes(1), package);
            }
        }

        return lists;
    }

    /// <summary>Gives for every member how many others depend on it.</summary>
    public IEnumerable<(int Package, long Count)> Dependents()
    {
        foreach (var package in _members.Members.Members())
        {
            var dependents = ByDependency.Of(_members.Names[package]);
            yield return (package, dependents is null ? 0 : dependents.Count - (dependents.BinarySearch(package) >= 0 ? 1 : 0));
        }
    }
}
