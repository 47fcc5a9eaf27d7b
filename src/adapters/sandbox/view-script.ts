/**
 * What stands between `unshare` and the program: a shell script that builds a small file system of its own (a tmpfs with
 * the system's folders bound read-only, the side's folder, four devices, a fresh /proc and /tmp), makes it the root,
 * forgets the old one, and becomes the program with no privileges.
 *
 * No home, no /root, no /etc of the machine, no socket and no key can be seen from there; a new root by `pivot_root`, unlike
 * one by `chroot`, leaves nothing behind that could be reached again.
 *
 * Arguments: the folder for the new root, the side's folder outside, its path inside, host name, domain name, umask, the
 * folder of Go outside, its path inside, working folder, then the command that drops privileges, sets limits and starts the
 * program. Tools come as variables, since PATH is not asked; so do the files by which the control groups are joined.
 * @see pivot_root(2), mount_namespaces(7), user_namespaces(7)
 */
export const VIEW_SCRIPT = String.raw`
set -e
view=$1 box=$2 inside=$3 name=$4 domain=$5 mask=$6 go=$7 goroot=$8 folder=$9
shift 9
umask 022
# Before all else, so that nothing runs outside of its bounds.
for each in "$T_JOIN_1" "$T_JOIN_2"; do
  if [ -n "$each" ]; then echo 0 > "$each"; fi
done
# When the whole machine wants memory, a build goes first.
{ echo 500 > /proc/self/oom_score_adj; } 2>/dev/null || :
"$T_MOUNT" -t tmpfs -o size=256m,mode=755 tmpfs "$view"
cd "$view"
"$T_MKDIR" -p usr etc dev proc tmp old
# First, since a Go below /tmp is to be seen in it.
"$T_MOUNT" -t tmpfs -o size=256m,mode=1777,nosuid,nodev tmpfs tmp 2>/dev/null || :
"$T_MKDIR" -p ".$inside"
: > etc/hosts
printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\nside:x:%s:%s:side:/:/bin/sh\n' "$T_UID" "$T_UID" > etc/passwd
printf 'root:x:0:\nnogroup:x:65534:\nside:x:%s:\n' "$T_UID" > etc/group
# Read-only where the kernel lets us say so: in a user namespace flags of the original mount may be locked, and there the
# files belong to others anyway.
bind() {
  "$T_MOUNT" -o bind,ro,nosuid,nodev "$1" "$2" 2>/dev/null ||
    { "$T_MOUNT" --rbind "$1" "$2" && { "$T_MOUNT" -o remount,bind,ro,nosuid,nodev "$2" 2>/dev/null || :; }; }
}
bind /usr usr
for each in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$each" ]; then "$T_CP" -P "/$each" "$each"
  elif [ -d "/$each" ]; then "$T_MKDIR" "$each"; bind "/$each" "$each"; fi
done
for each in /nix/store /gnu/store /etc/alternatives; do
  if [ -d "$each" ]; then "$T_MKDIR" -p ".$each"; bind "$each" ".$each"; fi
done
case $go:$goroot in
  :*|/usr/*:/usr/*|/nix/store/*:/nix/store/*|/gnu/store/*:/gnu/store/*) ;;
  *) "$T_MKDIR" -p ".$goroot"; bind "$go" ".$goroot" ;;
esac
"$T_MOUNT" --bind "$box" ".$inside"
if [ -n "$T_SOURCE" ]; then bind "$T_SOURCE" ".$inside/source"; fi
if [ -n "$T_CACHE" ]; then "$T_MOUNT" --bind "$T_CACHE" ".$inside/cache"; fi
for each in null zero random urandom; do : > "dev/$each"; "$T_MOUNT" --bind "/dev/$each" "dev/$each"; done
"$T_MOUNT" -t proc -o nosuid,nodev,noexec proc proc
# The file is for the machine's root alone, whose powers a user namespace does not give; the system call asks the namespace.
# A name that can't be set is seen by reading it back.
{ [ -n "$T_HOSTNAME" ] && "$T_HOSTNAME" "$name"; } 2>/dev/null ||
  (printf %s "$name" > proc/sys/kernel/hostname) 2>/dev/null || :
{ [ -n "$T_DOMAINNAME" ] && "$T_DOMAINNAME" "$domain"; } 2>/dev/null ||
  (printf %s "$domain" > proc/sys/kernel/domainname) 2>/dev/null || :
# In a user namespace programs belong to whoever owns its control group; one more namespace would give them the powers to leave it.
if [ -n "$T_ALONE" ]; then { echo 0 > proc/sys/user/max_user_namespaces; } 2>/dev/null || :; fi
bind proc/sys proc/sys
"$T_PIVOT" . old
cd /
"$T_UMOUNT" -l /old
"$T_RMDIR" /old
"$T_MOUNT" -o remount,ro / 2>/dev/null || :
cd "$folder"
umask "$mask"
exec "$@"
`;
