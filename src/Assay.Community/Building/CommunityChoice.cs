using Assay.Community.Index;

namespace Assay.Community.Building;

/// <summary>Decides which community an index is of: that of most packages, once; packages of another one are not counted.</summary>
internal static class CommunityChoice
{
    private const string Setting = "community";

    /// <summary>Gives the community of an index; null before it was decided.</summary>
    public static string? Of(IndexDatabase database) => database.Setting(Setting);

    /// <summary>Decides before the first package is there, where it was not decided. The caller has a transaction open.</summary>
    public static void Begin(IndexDatabase database, string community)
    {
        if (Of(database) is null)
        {
            database.Set(Setting, community);
        }
    }

    /// <summary>Decides, where it was not decided, and takes versions of other communities out. The caller has a transaction open.</summary>
    public static void Apply(IndexDatabase database, IndexWriter writer)
    {
        if (Of(database) is not { } community)
        {
            if (database.Scalar("""
                SELECT v.community FROM package p JOIN version v ON v.id = p.latest WHERE v.state = 0
                GROUP BY v.community ORDER BY COUNT(*) DESC, v.community LIMIT 1
                """) is not string most)
            {
                return;
            }

            database.Set(Setting, community = most);
        }

        var changed = database.Execute("""
            UPDATE version SET state = 2, reason = 'It belongs to ' || community || ', not to ' || $community || '.' WHERE state = 0 AND community <> $community
            """, ("$community", community));
        if (changed > 0)
        {
            database.Execute("DELETE FROM finding WHERE version IN (SELECT id FROM version WHERE state = 2)");
            writer.MarkChanged();
        }
    }
}
